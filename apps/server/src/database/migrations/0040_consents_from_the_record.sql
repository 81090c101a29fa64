-- 0040_consents_from_the_record. Why: what a member agrees to may be changed in the system of record, and every word on a consent is kept
-- with who said it.

alter table consent drop constraint consent_said_by_check;
alter table consent add constraint consent_said_by_check check (said_by in ('member', 'staff', 'before', 'system-of-record'));
