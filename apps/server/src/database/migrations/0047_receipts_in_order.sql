-- 0047_receipts_in_order. Why: whoever lists the receipts of one store, or returns, which are few, read those of the whole chain by time until a page
-- was full: of a store that was closed, with four hundred thousand receipts, two seconds; with two million, longer than a statement may take.
--
-- Returns have an index that a sale pays nothing for. That of stores costs a sale a hundredth of PostgreSQL's time for it.

create index receipt_store on receipt (store_id, at, receipt_id);
create index receipt_returns on receipt (at, receipt_id) where type = 'return';

-- check: select count(*) = 2 from pg_indexes where tablename = 'receipt' and indexname in ('receipt_store', 'receipt_returns')
