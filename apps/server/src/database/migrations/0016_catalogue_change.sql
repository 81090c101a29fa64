-- 0016_catalogue_change. Why: goods, stores and tills hardly change, and every sale looked them up: a third of what it read.
--
-- A server remembers them, and each sale's statement reads this one number: whoever changes goods, stores or tills moves it on
-- in the same transaction, first of all, so that of two changes the one that counts later has the higher number.

create table catalogue_change (
  -- one row
  single boolean primary key default true check (single),
  number bigint not null
);
insert into catalogue_change (number) values (1);
comment on table catalogue_change is 'reference';
