-- 0007_sign_in. Why: members sign in by themselves: by phone, by card, by e-mail where the phone is lost, by passkey; a card that
-- was handed out earns before its holder is known; several profiles of one phone become one.

-- Where one browser has got to in signing in. One row a browser: what it begins anew replaces what it had begun.
create table sign_in (
  -- SHA-256 of the device cookie: who reads this table can go on with nobody's sign-in
  device text primary key,
  version bigint not null check (version > 0),
  -- ours, and the seed of the session that it ends in: asked again for an answer that was lost, it is the same session
  sign_in_id uuid not null,
  -- the browser's, by which it is known that the same was asked again
  asked_id uuid not null,
  language text not null check (language in ('ru', 'en')),
  -- as the state machine of docs/sign-in.md has it
  state jsonb not null,
  -- the code that was sent last
  code jsonb,
  expires_at timestamptz(3) not null
);
create index sign_in_over on sign_in (expires_at);
comment on table sign_in is 'distributed by device';

-- Who was said to have a phone, by somebody at a counter or in a file, and has not proved it. Several may.
create table phone_claim (
  phone text not null,
  owner_id uuid not null,
  primary key (phone, owner_id)
);
comment on table phone_claim is 'distributed by phone';

-- The same, where the member is.
alter table member add column claimed_phone text;
-- A card was handed out and earns, and nobody knows yet to whom: nothing is spent until a phone is proven.
alter table member add column open boolean not null default false;
alter table member add column main_card text;

-- An e-mail that was confirmed leads to its member: by it access is recovered when the phone is lost.
alter table identifier drop constraint identifier_kind_check;
alter table identifier add constraint identifier_kind_check
  check (kind in ('phone', 'email', 'card', 'external', 'receipt', 'hold', 'invitation'));
-- When its owner last proved a phone; null: when they joined.
alter table identifier add column proven_at timestamptz(3);

-- What signs a member in with a fingerprint or a face: the public half of a key that never leaves their device.
create table passkey (
  owner_id uuid not null references owner,
  -- as the authenticator calls it, base64url
  passkey_id text not null,
  public_key bytea not null,
  -- of signatures, where the authenticator counts them: one that goes back was copied
  counter bigint not null check (counter >= 0),
  transports text[] not null,
  name text not null,
  created_at timestamptz(3) not null,
  used_at timestamptz(3),
  primary key (owner_id, passkey_id)
);
comment on table passkey is 'distributed by owner_id';
