-- 0034_feed_files. Why: chains whose shop has no address to fetch goods from send the file themselves, part by part, since a request has
-- half a minute and proxies let little through. Parts lie here until a worker has read them, like those of 1C.
alter table feed alter column url drop not null;
-- the file that is to be read, of a feed without an address
alter table feed add column file_id uuid;

create table feed_file (
  file_id uuid primary key,
  feed_id uuid not null references feed on delete cascade,
  begun_at timestamptz(3) not null,
  -- of how many parts it is; null: it has not been said to be whole
  parts integer check (parts > 0)
);
create index feed_file_feed on feed_file (feed_id);
comment on table feed_file is 'local: files of goods that are sent';

create table feed_part (
  file_id uuid not null references feed_file on delete cascade,
  number integer not null check (number > 0),
  bytes bytea not null,
  primary key (file_id, number)
);
-- It is read from end to end.
alter table feed_part alter column bytes set storage external;
comment on table feed_part is 'local: what has come of such a file, until it has been read';
