-- 0046_evidence_in_the_row. Why: a third of all receipts are larger than the four kilobytes up to which a row is left as it is, and to compress
-- and put elsewhere what is in them took PostgreSQL a tenth of its time for a sale.
--
-- As much as a page holds stays in the row, as it came. On disk a receipt takes 3.9 kilobytes where it took 3.0. Rows that are there stay
-- as they are.

alter table receipt set (toast_tuple_target = 8160);

-- check: select 'toast_tuple_target=8160' = any(reloptions) from pg_class where oid = 'receipt'::regclass
