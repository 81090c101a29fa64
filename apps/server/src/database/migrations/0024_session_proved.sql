-- 0024_session_proved. Why: a browser that was signed in long ago proves once that it is still in the right hands, and what it asks
-- for by an address, such as a file to save, needs no code in that address.
alter table session
  -- when a code that came to the member's own phone or e-mail was typed in it last
  add column proved_at timestamptz(3);
