-- 0022_company_sign_in. Why: staff sign in by the chain's own identity provider, which says when a session of theirs has ended.
alter table staff_session
  -- the provider's own session
  add column company_sid text,
  -- the ID token, encrypted: the provider wants it back when the operator signs out
  add column company_token bytea;

-- Logout tokens that were taken: each counts once.
create table company_logout (
  token bytea primary key check (length(token) = 32),
  at timestamptz(3) not null
);
comment on table company_logout is 'distributed by token';
