-- 0013_cashiers. Why: a till may say who sits at it, so that what one cashier does is not hidden in what their till does.
--
-- It stands in the request, too, which is sealed; here it can be asked for.
alter table receipt add column cashier text check (length(cashier) between 1 and 64);
