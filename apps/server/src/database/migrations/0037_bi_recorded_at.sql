-- 0037_bi_recorded_at. Why: a receipt that a till made without network is booked later than it was made, so whoever reads what is new since
-- the last time must be able to ask by when it was written down.
create or replace view bi.receipts as
select r.receipt_id, r.type, r.of_receipt_id,
       coalesce(r.claimed_by, case when r.owner_id not in (r.receipt_id, coalesce(r.of_receipt_id, r.receipt_id)) then r.owner_id end)
         as member_id,
       r.owner_id, r.store_id, r.till_id, r.shift, r.number, r.at, (r.at at time zone 'UTC' + make_interval(mins => r.offset_minutes))::timestamp(3) as local_at,
       (r.calculation -> 'totals' ->> 'amount')::bigint as amount, (r.calculation -> 'totals' ->> 'discount')::bigint as discount,
       (r.calculation -> 'totals' ->> 'spent')::bigint as paid_by_points, r.paid, r.programme_version, r.recorded_at
  from public.receipt r
 where r.type <> 'void' and not exists (select from public.owner o where o.owner_id = r.owner_id and o.apart);
