-- 0043_bi_changed_at. Why: whoever keeps a copy of members and balances had to read them all again each time. No index: it would be
-- one more page that a sale has to change, and keep the row from being changed where it lies.
alter table owner add column changed_at timestamptz(3) not null default now();

create or replace view bi.balances as
select w.owner_id as member_id, w.kind, w.available, w.pending, w.held, w.debt, o.changed_at
  from public.wallet w join public.owner o on o.owner_id = w.owner_id
 where not o.apart;

create or replace view bi.members as
select m.owner_id as member_id, m.status, o.level, o.spend as spent, o.receipts, m.joined_at, m.joined_store, m.language, m.gender,
       extract(year from m.birth_date)::int as birth_year, m.city, o.merged_into, o.changed_at
  from public.member m join public.owner o on o.owner_id = m.owner_id
 where not o.apart;
