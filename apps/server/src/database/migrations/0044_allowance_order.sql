-- 0044_allowance_order. Why: what a till was allowed is given and used in an order that no clock may decide, since those of two servers
-- may be hours apart; the owner's version counts up with every change.

-- the owner's version that gave it; null: given before this was written down
alter table allowance add column given_version bigint;
-- the owner's version when a receipt used it; null: not used, or before this was written down
alter table allowance add column used_version bigint;
