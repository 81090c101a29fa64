-- 0008_channels. Why: a message goes by more than one channel, one after another, and each attempt is on record; a one-time
-- code goes to a phone or an e-mail, and nobody can have more of them than a phone, a device and an address are allowed.

-- Pending codes were made the old way; whoever waits for one asks again.
update message set failed = 'too-late', body = ''
 where sent_at is null and failed is null and purpose like 'confirm-%';

-- The channels to go by in their order, each with its addresses and how long to wait for proof that it arrived.
alter table message add column steps jsonb;
update message set steps = jsonb_build_array(jsonb_build_object(
  'channel', channel, 'to', jsonb_build_array(address), 'waitSeconds', null));
alter table message alter column steps set not null;
-- The one it is at.
alter table message add column step integer not null default 0 check (step >= 0);
alter table message alter column step drop default;
alter table message add column title text;
alter table message add column url text;
-- Where whoever gets it can stop more of the kind, without signing in.
alter table message add column unsubscribe_url text;
-- After this it is not sent any more.
alter table message add column expires_at timestamptz(3);
update message set expires_at = created_at + interval '1 hour';
alter table message alter column expires_at set not null;
-- When a worker looks at it next; null: nothing is left to do. While a worker has it, this is when the next may take it over.
alter table message add column next_at timestamptz(3);
update message set next_at = created_at where sent_at is null and failed is null;
drop index message_unsent;
alter table message drop column channel;
alter table message drop column address;
create index message_due on message (next_at) where next_at is not null;
-- check: select count(*) = 0 from message where jsonb_array_length(steps) <> 1

-- One message by one channel to one address. Neither text nor code nor address stands here.
create table attempt (
  owner_id uuid not null,
  message_id uuid not null,
  step integer not null check (step >= 0),
  -- which of the step's addresses
  nth integer not null check (nth >= 0),
  channel text not null,
  provider text not null,
  state text not null check (state in ('under-way', 'taken', 'delivered', 'undelivered', 'refused', 'later', 'unsure')),
  -- how often the gateway was asked; more than once only where it surely had not taken it, or knows its own repetitions
  tries integer not null check (tries > 0),
  because text,
  -- what the gateway calls it, a part each, and what it said of each since
  receipts jsonb not null default '{}',
  -- in millionths of the currency, where the gateway says
  cost_micros bigint check (cost_micros >= 0),
  began_at timestamptz(3) not null,
  answered_at timestamptz(3),
  ended_at timestamptz(3),
  primary key (owner_id, message_id, step, nth),
  foreign key (owner_id, message_id) references message (owner_id, message_id)
);
create index attempt_at on attempt (began_at);
comment on table attempt is 'distributed by owner_id';

-- What a gateway calls an attempt → the attempt. A receipt that comes before its gateway's answer waits here.
create table gateway_message (
  -- provider:id
  gateway_key text primary key,
  owner_id uuid,
  message_id uuid,
  step integer,
  nth integer,
  receipt text check (receipt in ('delivered', 'undelivered')),
  created_at timestamptz(3) not null
);
create index gateway_message_age on gateway_message (created_at);
comment on table gateway_message is 'distributed by gateway_key';

-- A code goes to an address of a kind, in a language, for more purposes than before.
alter table confirmation rename column phone to address;
alter table confirmation add column kind text not null default 'phone' check (kind in ('phone', 'email'));
alter table confirmation alter column kind drop default;
alter table confirmation add column language text not null default 'ru' check (language in ('ru', 'en'));
alter table confirmation alter column language drop default;
alter table confirmation drop constraint confirmation_purpose_check;
alter table confirmation add constraint confirmation_purpose_check
  check (purpose in ('join', 'spend', 'sign-in', 'change-phone', 'change-email', 'recover'));
-- One for each channel that says another code; those that gateways choose are added as they answer.
alter table confirmation add column code_hashes bytea[];
update confirmation set code_hashes = array[code_hash];
alter table confirmation alter column code_hashes set not null;
alter table confirmation drop column code_hash;
-- Limits are counted by address now, below.
alter table confirmation drop column ordinal;

-- Who asked for codes lately: a phone, an e-mail, a device, an address of the network, each as a keyed hash.
create table code_quota (
  counted bytea primary key check (length(counted) = 32),
  -- confirmation → when, in epoch milliseconds
  asked jsonb not null,
  last_at timestamptz(3) not null
);
create index code_quota_age on code_quota (last_at);
comment on table code_quota is 'distributed by counted';
