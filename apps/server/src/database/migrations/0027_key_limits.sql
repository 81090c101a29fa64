-- 0027_key_limits. Why: a partner's key must not be able to ask so often that tills wait for it.
alter table api_key add column most_per_minute integer check (most_per_minute > 0);
