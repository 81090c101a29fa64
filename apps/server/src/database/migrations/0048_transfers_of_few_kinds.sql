-- 0048_transfers_of_few_kinds. Why: what is owed, held, merged or reversed are few transfers of many, and each question about one of these read all:
-- `bonum verify` six times, a seventeenth of all that it takes, and an operator's look at a reversal all transfers of its owner.
--
-- Any other transfer pays a tenth of a microsecond for it, of eight, and a statement that writes transfers two.

create index transfer_few on transfer (owner_id, number)
  where hold_id is not null or reverses is not null or debit in ('debt', 'merged') or credit in ('debt', 'merged');

-- check: select count(*) = 1 from pg_indexes where indexname = 'transfer_few'
