-- 0047_returns_in_order. Why: whoever lists returns, which are few, read all receipts by time until a page was full: with four hundred thousand
-- receipts and no return two seconds, with two million longer than a statement may take.
--
-- Only returns are in it: a sale pays nothing for it.

create index receipt_returns on receipt (at, receipt_id) where type = 'return';

-- check: select exists (select from pg_indexes where tablename = 'receipt' and indexname = 'receipt_returns')
