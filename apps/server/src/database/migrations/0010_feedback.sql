-- 0010_feedback. Why: a member says how a purchase was, once for each receipt, and staff reads it.
--
-- A photo lies in the database like everything else of its owner: on the same machine, in the same backup, written and erased
-- in the same transaction, with no second place that could forget to. It is shrunk in the browser to some 200 KB and
-- lies beside its row (TOAST), so that nobody pays for it who does not ask for it. Erasing an owner erases both tables.
create table feedback (
  -- whose receipt it is: of a member merged since, the one who was there then
  owner_id uuid not null,
  receipt_id uuid not null,
  stars smallint not null check (stars between 1 and 5),
  text text check (length(text) between 1 and 1000),
  given_at timestamptz(3) not null,
  primary key (owner_id, receipt_id),
  foreign key (owner_id, receipt_id) references receipt (owner_id, receipt_id)
);
create index feedback_given on feedback (given_at);
comment on table feedback is 'distributed by owner_id';

create table feedback_photo (
  owner_id uuid not null,
  receipt_id uuid not null,
  -- null: it was taken back
  type text check (type in ('image/jpeg', 'image/png', 'image/webp')),
  bytes bytea check (length(bytes) <= 1500000),
  primary key (owner_id, receipt_id),
  foreign key (owner_id, receipt_id) references feedback (owner_id, receipt_id),
  check ((type is null) = (bytes is null))
);
-- It is compressed already.
alter table feedback_photo alter column bytes set storage external;
comment on table feedback_photo is 'distributed by owner_id';
