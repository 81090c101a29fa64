-- 0028_exchange. Why: 1C gives its catalogue away by CommerceML: files in parts, in as many requests as it likes, to whichever server
-- answers. What has come so far lies here until it is read; what is known of goods only by it stays.

-- Goods that the system of record has given up. They stay in the catalogue, since receipts speak of them.
alter table product add column gone_at timestamptz(3);

create table exchange_session (
  session_id uuid primary key,
  -- of the cookie
  hash bytea not null unique check (length(hash) = 32),
  key_id uuid not null,
  began_at timestamptz(3) not null,
  used_at timestamptz(3) not null,
  -- the type whose prices are taken, once a file has named the types
  price_type text,
  -- its catalogue was sent whole
  whole boolean not null default false
);
comment on table exchange_session is 'local: exchanges of goods with 1C';

create table exchange_part (
  session_id uuid not null references exchange_session on delete cascade,
  file text not null,
  number integer not null,
  bytes bytea not null,
  -- somebody has asked to read it: what comes after is another file of the same name
  sealed boolean not null default false,
  primary key (session_id, file, number)
);
-- Zips and what is mostly read once: packing it again would cost more than it saves.
alter table exchange_part alter column bytes set storage external;
comment on table exchange_part is 'local: files of an exchange, as they came';

create table exchange_import (
  session_id uuid not null references exchange_session on delete cascade,
  file text not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed')),
  asked_at timestamptz(3) not null,
  -- a worker that runs says so; one that has fallen silent is taken over from
  beat_at timestamptz(3),
  taken bigint not null default 0,
  bad bigint not null default 0,
  -- parts read, of so many
  parts integer not null default 0,
  of_parts integer not null default 0,
  message text,
  primary key (session_id, file)
);
create index exchange_import_open on exchange_import (asked_at) where state in ('waiting', 'running');
comment on table exchange_import is 'local: what has become of each file';

-- The first thousand of a file.
create table exchange_problem (
  session_id uuid not null references exchange_session on delete cascade,
  file text not null,
  number integer not null,
  line bigint not null,
  what text not null,
  reason text not null,
  primary key (session_id, file, number)
);
comment on table exchange_problem is 'local: rows that were not taken, or not whole';

create table exchange_group (
  group_id text primary key,
  path text[] not null
);
comment on table exchange_group is 'local: groups of goods, by which a later file may call them';

create table exchange_price (
  product_id text primary key,
  price bigint not null check (price >= 0)
);
comment on table exchange_price is 'local: prices that came before their goods';

create table exchange_product (
  product_id text primary key,
  seen_in uuid not null
);
comment on table exchange_product is 'local: goods that 1C has sent, and in which exchange last';
