-- 0005_claims. Why: on a distributed database a receipt is claimed before it is written, and so is a single-use code.
--
-- On one PostgreSQL both are written in the receipt's own statement, and these columns stay null.

-- Counts the changes of a receipt's claim; whoever changes one names the state that was read.
alter table identifier add column claim integer check (claim > 0);
-- Who had the claim before, until it is certain that they neither wrote the receipt nor can write it any more.
alter table identifier add column from_owner_id uuid;

-- When a code was claimed; null once it is certain that its receipt has used it.
alter table promo_code add column taken_at timestamptz(3);
-- The receipt that had claimed a code, until it is certain that it did not use it.
alter table promo_code add column taken_from uuid;
create index promo_code_claimed on promo_code (taken_at) where taken_at is not null;

-- A bookmark of a replay lies on one machine, programmes on every: Citus would turn the whole table into one of its own
-- for the sake of this key. Versions are never deleted.
alter table replay drop constraint replay_programme_version_fkey;
