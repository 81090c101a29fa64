-- 0041_integration_events. Why: whoever looks after a chain's integrations hears by webhooks how they fare, of each fact once. And a
-- webhook's secret that was good goes on signing until its own time has ended, however often a new one is made meanwhile.

-- since when the system of record is left alone, as an event has told; null: it answers, as far as anybody was told
alter table record_state add column told_away_at timestamptz(3);

-- why a receipt is not booked, as an event has told last
alter table onec_receipt add column told text;

-- the first of the tries in a row that failed
alter table webhook add column failing_since timestamptz(3);
-- secrets of before, the newest first: each with until when it signs too
alter table webhook add column old_secrets jsonb not null default '[]';
update webhook set old_secrets = jsonb_build_array(jsonb_build_object('secret', encode(old_secret, 'hex'), 'until', old_secret_until))
 where old_secret is not null;
alter table webhook drop column old_secret, drop column old_secret_until;
-- check: select count(*) = 0 from webhook where jsonb_typeof(old_secrets) <> 'array'
