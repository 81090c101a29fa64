-- 0021_actions. Why: staff act on members: within limits, above them with a second person, and with what must be known of it.

-- What waits for a second person, and what became of it. Carried out is the very operation that was asked for, with the very input.
create table approval (
  owner_id uuid not null references owner,
  approval_id uuid not null,
  -- the operation's id
  action text not null check (action ~ '^[a-z-]+$'),
  input jsonb not null,
  -- of operation, input and who asked: the same asked again is the same approval while it is open
  digest bytea not null check (length(digest) = 32),
  reason text not null,
  -- what the limit is about: points, minor units, or times
  amount bigint not null check (amount >= 0),
  because text not null check (because in ('above-each', 'above-day', 'always', 'unconfirmed')),
  -- the member had confirmed it by a code
  confirmed boolean not null,
  asked_by uuid not null,
  asked_name text not null,
  asked_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  state text not null check (state in ('pending', 'approved', 'declined', 'withdrawn')),
  decided_by uuid,
  decided_name text,
  decided_at timestamptz(3),
  said text,
  primary key (owner_id, approval_id),
  check ((state = 'pending') = (decided_at is null)),
  -- never the one who asked; who withdraws is nobody else
  check (state not in ('approved', 'declined') or decided_by <> asked_by),
  check (state <> 'withdrawn' or decided_by = asked_by)
);
create index approval_pending on approval (asked_at, approval_id) where state = 'pending';
comment on table approval is 'distributed by owner_id';

-- How much of what is limited an operator has done by themselves on a day of the chain.
create table staff_use (
  operator_id uuid not null,
  day date not null,
  action text not null,
  used bigint not null check (used >= 0),
  primary key (operator_id, day, action)
);
comment on table staff_use is 'distributed by operator_id';

-- What a code is for that staff asked of a member: the action they named. Other codes are for their purpose.
alter table confirmation add column about text;
alter table confirmation drop constraint confirmation_purpose_check;
alter table confirmation add constraint confirmation_purpose_check
  check (purpose in ('join', 'spend', 'sign-in', 'change-phone', 'change-email', 'recover', 'prove', 'erase', 'agree', 'let-in'));

-- Opened by a code that staff gave: it may do nothing until a phone or an e-mail is proved.
alter table session add column until_contact boolean not null default false;

-- The version of its owner that an event was written with, so that it can be told what has changed since one was seen.
alter table event add column version bigint;

-- What a fiscal receipt is called everywhere: the register's storage and the number of the document in it.
alter table identifier drop constraint identifier_kind_check;
alter table identifier add constraint identifier_kind_check
  check (kind in ('phone', 'email', 'card', 'external', 'receipt', 'hold', 'invitation', 'barcode', 'fiscal'));
