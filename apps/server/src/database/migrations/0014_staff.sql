-- 0014_staff. Why: people of the chain help members: each signs in as themselves, may do what their roles say, and leaves a trace
-- of whom they looked at and what they changed.

-- Few, and asked for with every request of theirs.
create table operator (
  operator_id uuid primary key,
  -- what they type to sign in; of those whom the chain's identity provider sends, what it calls them
  login text not null unique check (login = lower(login) and length(login) between 1 and 254),
  name text not null check (length(name) between 1 and 200),
  roles text[] not null,
  language text not null check (language in ('ru', 'en')),
  -- invited: they have not come in yet, or were sent a new link since; blocked: an administrator shut them out
  state text not null check (state in ('invited', 'active', 'blocked')),
  source text not null check (source in ('local', 'oidc')),
  -- who they are at the identity provider: issuer and subject
  subject text unique check ((source = 'oidc') = (subject is not null)),
  -- argon2id, in its own notation
  password_hash text,
  -- encrypted with a key made of BONUM_SECRET: who reads this table or a copy of it can make no codes
  totp_secret bytea,
  -- the half minute whose code was taken last: each code opens once
  totp_step bigint not null,
  -- hashes of the recovery codes that are left
  recovery bytea[] not null,
  -- SHA-256 of the secret in the one-time link that was given out last
  invitation_hash bytea check (length(invitation_hash) = 32),
  invitation_until timestamptz(3),
  demo boolean not null,
  -- moved by every change
  version integer not null,
  created_at timestamptz(3) not null,
  check (source = 'local' or password_hash is null),
  check ((password_hash is null) = (totp_secret is null)),
  check ((invitation_hash is null) = (invitation_until is null))
);
comment on table operator is 'reference: written by operations of staff';

create table staff_session (
  operator_id uuid not null,
  session_id uuid not null,
  -- SHA-256 of the cookie's secret
  secret_hash bytea not null check (length(secret_hash) = 32),
  way text not null check (way in ('password', 'passkey', 'company')),
  user_agent text not null check (length(user_agent) <= 400),
  address text not null,
  created_at timestamptz(3) not null,
  -- moved at most once a minute; a session that is not used ends
  seen_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  ended_at timestamptz(3),
  primary key (operator_id, session_id)
);
comment on table staff_session is 'distributed by operator_id';

create table staff_passkey (
  operator_id uuid not null,
  passkey_id text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name text not null,
  created_at timestamptz(3) not null,
  used_at timestamptz(3),
  primary key (operator_id, passkey_id)
);
comment on table staff_passkey is 'distributed by operator_id';

-- How often somebody tried to come in, by a hash of the login they named and by one of where they asked from.
create table staff_try (
  whose bytea primary key check (length(whose) = 32),
  since timestamptz(3) not null,
  tries integer not null
);
comment on table staff_try is 'distributed by whose';

-- Who saw or changed what of whom. Numbered and chained by hash for each whom, like transfers, so that an edit shows.
create table audit_entry (
  -- whom it concerns: a member, or the operator themselves
  owner_id uuid not null,
  number bigint not null check (number > 0),
  at timestamptz(3) not null,
  kind text not null check (kind in ('view', 'change', 'sign-in')),
  operation text not null,
  actor text not null check (actor in ('operator', 'key', 'terminal')),
  actor_id uuid check ((actor = 'terminal') = (actor_id is null)),
  session_id uuid,
  address text,
  -- JSON as it was written, for the hash: what the address of the request named, the reason, figures; no personal data
  detail text not null check (length(detail) <= 4000),
  hash bytea not null check (length(hash) = 32),
  primary key (owner_id, number)
);
comment on table audit_entry is 'distributed by owner_id';
create index audit_entry_at on audit_entry (at, owner_id, number);
create index audit_entry_actor on audit_entry (actor_id, at);

-- Where the chain of each stands: a row that is cut off its end shows as well.
create table audit_head (
  owner_id uuid primary key,
  entries bigint not null check (entries > 0),
  hash bytea not null check (length(hash) = 32)
);
comment on table audit_head is 'distributed by owner_id';
