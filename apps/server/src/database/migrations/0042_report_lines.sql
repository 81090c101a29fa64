-- 0042_report_lines. Why: what was sold, by which promotions and for which points lies packed in each receipt, so nobody could ask the
-- database for it. A worker writes it out as rows, after the till has long had its answer; docs/decisions/0026-lines-written-out.md.

create table report_line (
  owner_id uuid not null,
  receipt_id uuid not null,
  -- from 1, as the receipt has its lines
  place integer not null check (place > 0),
  line_id text not null,
  type text not null check (type in ('sale', 'return')),
  of_receipt_id uuid,
  member_id uuid,
  store_id text not null,
  at timestamptz(3) not null,
  offset_minutes integer not null,
  product_id text not null,
  -- thousandths; of a return this and all below are less than nothing
  quantity bigint not null,
  amount bigint not null,
  discount bigint not null,
  paid_by_points bigint not null,
  paid bigint not null,
  -- when the receipt was
  recorded_at timestamptz(3) not null,
  primary key (owner_id, receipt_id, place)
);
-- The order in which the feed is read, and a period is found.
create index report_line_at on report_line (at, receipt_id, place);
create index report_line_recorded on report_line using brin (recorded_at) with (autosummarize = on);
-- What came back of a sale before.
create index report_line_of on report_line (of_receipt_id) where of_receipt_id is not null;
comment on table report_line is 'distributed by owner_id';

create table report_promotion (
  owner_id uuid not null,
  receipt_id uuid not null,
  place integer not null,
  promotion text not null,
  discount bigint not null,
  primary key (owner_id, receipt_id, place, promotion)
);
comment on table report_promotion is 'distributed by owner_id';

create table report_points (
  owner_id uuid not null,
  receipt_id uuid not null,
  -- from 1, within the receipt
  number integer not null check (number > 0),
  place integer not null,
  kind text not null,
  -- the rule or the promotion that gave them; null: they were spent
  source text,
  earned bigint not null,
  spent bigint not null,
  primary key (owner_id, receipt_id, number)
);
comment on table report_points is 'distributed by owner_id';

-- How far receipts are written out, and until when those were looked for that came late.
create table report_progress (
  name text primary key,
  until timestamptz(3) not null,
  swept timestamptz(3) not null
);
comment on table report_progress is 'local: one row, moved by the worker';

-- An anonymous receipt that became a member's is written once more, as theirs: it was two rows here, and its money was there twice.
create or replace view bi.receipts as
select r.receipt_id, r.type, r.of_receipt_id,
       -- Of a receipt that is nobody's, and of what comes back of it, the owner is the sale itself.
       case when r.owner_id not in (r.receipt_id, coalesce(r.of_receipt_id, r.receipt_id)) then r.owner_id end as member_id,
       r.owner_id, r.store_id, r.till_id, r.shift, r.number, r.at, (r.at at time zone 'UTC' + make_interval(mins => r.offset_minutes))::timestamp(3) as local_at,
       (r.calculation -> 'totals' ->> 'amount')::bigint as amount, (r.calculation -> 'totals' ->> 'discount')::bigint as discount,
       (r.calculation -> 'totals' ->> 'spent')::bigint as paid_by_points, r.paid, r.programme_version, r.recorded_at
  from public.receipt r
 where r.type <> 'void' and r.claimed_by is null
   and not exists (select from public.owner o where o.owner_id = r.owner_id and o.apart);

create view bi.receipt_lines as
select l.receipt_id, l.place, l.line_id, l.type, l.of_receipt_id, l.member_id, l.owner_id, l.store_id, l.at,
       (l.at at time zone 'UTC' + make_interval(mins => l.offset_minutes))::timestamp(3) as local_at,
       l.product_id, l.quantity, l.amount, l.discount, l.paid_by_points, l.paid, l.recorded_at
  from public.report_line l;

create view bi.receipt_promotions as
select l.receipt_id, l.place, l.line_id, p.promotion, p.discount, l.type, l.of_receipt_id, l.member_id, l.owner_id, l.store_id, l.at,
       (l.at at time zone 'UTC' + make_interval(mins => l.offset_minutes))::timestamp(3) as local_at,
       l.product_id, l.quantity, l.amount, l.paid, l.recorded_at
  from public.report_line l
  join public.report_promotion p on p.owner_id = l.owner_id and p.receipt_id = l.receipt_id and p.place = l.place;

create view bi.receipt_points as
select l.receipt_id, p.number, l.place, l.line_id, p.kind, p.source, p.earned, p.spent, l.type, l.of_receipt_id, l.member_id, l.owner_id,
       l.store_id, l.at, (l.at at time zone 'UTC' + make_interval(mins => l.offset_minutes))::timestamp(3) as local_at,
       l.product_id, l.recorded_at
  from public.report_line l
  join public.report_points p on p.owner_id = l.owner_id and p.receipt_id = l.receipt_id and p.place = l.place;

create view bi.freshness as
select p.name, p.until as as_of from public.report_progress p;
