-- 0026_bi. Why: figures for reports, under names that stay when tables change: for tools that speak to a database, such as Metabase,
-- and for the OData feed, which reads the same views. Nothing here tells who anybody is but `bi_personal`, which is a schema of
-- its own, so that a right to the one gives none to the other. docs/bi.md describes every column; a test holds it to that.
-- Those made up for a replay are few, and no figure of a chain's: what is theirs is left out by this, not by a look at every owner.
create index owner_apart on owner (owner_id) where apart;

create schema bi;
create schema bi_personal;

-- Money is in minor units here, as everywhere; the feed shows it in major ones.
create view bi.receipts as
select r.receipt_id, r.type, r.of_receipt_id,
       -- Of a receipt that was nobody's, and of what comes back of it, the owner is the sale itself.
       coalesce(r.claimed_by, case when r.owner_id not in (r.receipt_id, coalesce(r.of_receipt_id, r.receipt_id)) then r.owner_id end)
         as member_id,
       r.owner_id, r.store_id, r.till_id, r.shift, r.number, r.at, (r.at at time zone 'UTC' + make_interval(mins => r.offset_minutes))::timestamp(3) as local_at,
       (r.calculation -> 'totals' ->> 'amount')::bigint as amount, (r.calculation -> 'totals' ->> 'discount')::bigint as discount,
       (r.calculation -> 'totals' ->> 'spent')::bigint as paid_by_points, r.paid, r.programme_version
  from public.receipt r
 where r.type <> 'void' and not exists (select from public.owner o where o.owner_id = r.owner_id and o.apart);

create view bi.transfers as
select t.owner_id as member_id, t.number, t.kind, t.debit as from_account, t.credit as to_account, t.amount as points,
       t.receipt_id, t.at, t.recorded_at, t.active_from, t.expires_at
  from public.transfer t
 where not exists (select from public.owner o where o.owner_id = t.owner_id and o.apart);

create view bi.lots as
select l.owner_id as member_id, l.lot_id, l.kind, l.granted, l.available, l.pending, l.held, l.source, l.receipt_id, l.created_at,
       l.active_from, l.expires_at
  from public.lot l
 where not exists (select from public.owner o where o.owner_id = l.owner_id and o.apart);

create view bi.balances as
select w.owner_id as member_id, w.kind, w.available, w.pending, w.held, w.debt
  from public.wallet w
 where not exists (select from public.owner o where o.owner_id = w.owner_id and o.apart);

create view bi.members as
select m.owner_id as member_id, m.status, o.level, o.spend as spent, o.receipts, m.joined_at, m.joined_store, m.language, m.gender,
       extract(year from m.birth_date)::int as birth_year, m.city, o.merged_into
  from public.member m join public.owner o on o.owner_id = m.owner_id
 where not o.apart;

create view bi.feedback as
select f.receipt_id, f.owner_id as member_id, f.stars, f.given_at from public.feedback f;

create view bi.events as
select e.event_id, e.type, e.owner_id, e.at from public.event e;

create view bi.stores as
select s.store_id, s.name, s.city, s.latitude, s.longitude from public.store s;

create view bi.products as
select p.product_id, p.name, p.brand, p.category[1] as category, array_to_string(p.category, ' / ') as category_path, p.price,
       p.on_sale, p.barcode, p.changed_at
  from public.product p;

create view bi_personal.members as
select m.owner_id as member_id, m.name, m.surname, m.phone, m.email, m.birth_date
  from public.member m join public.owner o on o.owner_id = m.owner_id
 where not o.apart;
