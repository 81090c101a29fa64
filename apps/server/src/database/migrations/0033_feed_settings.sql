-- 0033_feed_settings. Why: addresses of feeds may hold passwords, and an Akeneo is read with one: they are sealed. Workers seal those that
-- are there already.
alter table feed drop constraint feed_kind_check;
alter table feed add constraint feed_kind_check check (kind in ('yml', 'akeneo'));
-- The address and whatever else it takes to read it, sealed; url is then what of the address may be shown.
alter table feed add column settings bytea;
-- What of the settings may be shown, as it is told.
alter table feed add column shown jsonb;
-- When the last run that went well began, and the last that read everything.
alter table feed add column read_from timestamptz(3);
alter table feed add column whole_at timestamptz(3);
