-- 0038_pictures. Why: offers show the pictures of their goods. A worker takes those that are shown from where feeds and 1C say that they
-- are, once, and we serve them ourselves: no shop learns who looks, and what it loses or changes breaks nothing.

-- How large the chain's own pictures are, so that their place is kept; null: written before, and measured by a worker.
alter table asset add column width integer check (width > 0);
alter table asset add column height integer check (height > 0);

-- Which goods could lend an offer their picture.
create index product_pictured_shelves on product using gin (category) where picture is not null and gone_at is null;
create index product_pictured_brand on product (brand) where picture is not null and gone_at is null;
-- Whether anything is called by the name of a file; addresses may be longer than what fits into a tree.
create index product_picture on product using hash (picture) where picture is not null;

create table picture (
  -- by its bytes, so that the same picture is kept once and an address never shows another
  picture_id text primary key check (picture_id ~ '^goods[.][A-Za-z0-9_-]{43}$'),
  type text not null check (type in ('image/png', 'image/jpeg', 'image/webp')),
  bytes bytea not null check (length(bytes) between 1 and 1048576),
  width integer not null check (width > 0),
  height integer not null check (height > 0)
);
-- Packed by its kind already.
alter table picture alter column bytes set storage external;
comment on table picture is 'local: pictures of goods that offers show';

create table picture_source (
  -- of the address, which may be longer than what fits into a tree
  source_id bytea primary key check (length(source_id) = 32),
  -- as product.picture has it
  address text not null,
  -- what it was the last time that it could be had
  picture_id text references picture,
  -- when a worker is to take it, or take it again
  due_at timestamptz(3) not null,
  tried_at timestamptz(3),
  -- how often in a row it could not be had, and why, for programs
  failures integer not null default 0,
  because text,
  -- when something was last found out
  changed_at timestamptz(3) not null,
  -- since when no offer wants it; null: one does
  unwanted_at timestamptz(3)
);
create index picture_source_due on picture_source (due_at) where unwanted_at is null;
create index picture_source_changed on picture_source (changed_at);
create index picture_source_picture on picture_source (picture_id);
comment on table picture_source is 'local: where pictures of goods are that offers want, and what became of each';

create table promotion_picture (
  promotion text primary key,
  picture_id text not null references picture,
  -- whose picture it is
  product_id text not null
);
create index promotion_picture_picture on promotion_picture (picture_id);
comment on table promotion_picture is 'local: the picture that offers of a promotion show';

-- From what it was last found out which pictures are wanted.
create table picture_choice (
  single boolean primary key default true check (single),
  programme integer not null,
  catalogue bigint not null,
  day date not null,
  at timestamptz(3) not null
);
insert into picture_choice (programme, catalogue, day, at) values (0, 0, '2000-01-01', '2000-01-01Z');
comment on table picture_choice is 'local: when pictures of offers were chosen last';

create table exchange_picture (
  -- as files of goods name it, without what is before import_files and in small letters
  file text primary key,
  session_id uuid not null,
  -- null: it was not kept, and why
  bytes bytea check (length(bytes) between 1 and 1048576),
  because text check ((because is null) = (bytes is not null)),
  came_at timestamptz(3) not null
);
alter table exchange_picture alter column bytes set storage external;
create index exchange_picture_came on exchange_picture (came_at);
comment on table exchange_picture is 'local: pictures that 1C has sent, until an offer wants them';

-- Of pictures, in bytes.
alter table exchange_session add column pictures bigint not null default 0;
