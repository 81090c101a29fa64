-- 0009_barcodes. Why: a phone shows a barcode that changes every half minute; shown at the till it pays with points, and there
-- is no code to dictate.

create table barcode (
  owner_id uuid not null,
  -- what the barcode says of its phone; an identifier of kind 'barcode' leads from it to the owner
  reference text not null check (reference ~ '^[0-9]{8}$'),
  -- the browser that shows it: the barcode ends with its session
  session_id uuid not null,
  -- the phone's secret is made of it and BONUM_SECRET: who has this table, or a copy, can make no code
  salt bytea not null check (length(salt) = 16),
  -- the half minute, counted from 1970, of the last code that paid: neither that one nor any before it pays again
  last_step bigint not null check (last_step >= 0),
  -- codes that this phone cannot have shown, within the hour that began with the first of them
  misses integer not null check (misses >= 0),
  missed_at timestamptz(3),
  created_at timestamptz(3) not null,
  primary key (owner_id, reference),
  unique (owner_id, session_id),
  foreign key (owner_id, session_id) references session (owner_id, session_id),
  check ((misses = 0) = (missed_at is null))
);
comment on table barcode is 'distributed by owner_id';

alter table identifier drop constraint identifier_kind_check;
alter table identifier add constraint identifier_kind_check
  check (kind in ('phone', 'email', 'card', 'external', 'receipt', 'hold', 'invitation', 'barcode'));
