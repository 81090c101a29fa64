-- 0006_sessions. Why: a member signs in with a browser and stays signed in; each of their browsers can be signed out by itself.
--
-- Found by the owner and the session's id, both of which the cookie names beside its secret, so that every request of a
-- member stays on the member's own machine.
create table session (
  owner_id uuid not null references owner,
  session_id uuid not null,
  -- SHA-256 of the cookie's secret: who reads this table or a copy of it can sign in nowhere
  secret_hash bytea not null check (length(secret_hash) = 32),
  -- the browser it was opened with, as it names itself
  user_agent text not null check (length(user_agent) <= 400),
  created_at timestamptz(3) not null,
  -- moved at most once an hour
  seen_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  ended_at timestamptz(3),
  primary key (owner_id, session_id)
);
comment on table session is 'distributed by owner_id';
