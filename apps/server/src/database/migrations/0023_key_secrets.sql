-- 0023_key_secrets. Why: a key is given a new secret while the old one works on for a while, so that no till stands still; and one
-- sees which secret is still used.
alter table api_key
  add column secret_since timestamptz(3),
  -- moved at most once a minute
  add column used_at timestamptz(3),
  -- the secret before, and until when it opens what the new one does
  add column old_hash bytea unique check (length(old_hash) = 32),
  add column old_until timestamptz(3),
  add column old_used_at timestamptz(3);
update api_key set secret_since = created_at;
-- check: not exists (select from api_key where secret_since is null)
alter table api_key
  alter column secret_since set not null,
  add check ((old_hash is null) = (old_until is null)),
  add check (old_used_at is null or old_hash is not null);
