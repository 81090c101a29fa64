-- 0039_record_refusals. Why: what a system of record refuses is told in the language of whoever reads it, so what the sentence names is
-- kept, and not a sentence; and what a check found is shown to whoever comes later.

alter table record_command add column about jsonb;
update record_command set about = jsonb_build_object('said', detail) where detail is not null;
alter table record_command drop column detail;

alter table record_state add column checked_at timestamptz(3);
-- all that was looked at; null: nobody has looked yet
alter table record_state add column checks jsonb;
