-- 0036_onec_receipts. Why: a receipt of 1C that could not be booked was told only in the answer to whatever had sent it, and was lost with
-- its points once that did not send it again: goods come after the receipt, a return before its sale.

create table onec_receipt (
  -- as 1C calls the document
  document_id uuid primary key,
  key_id uuid not null,
  type text not null check (type in ('sale', 'return')),
  number text not null,
  -- when it was made, in the local time of 1C
  at text not null,
  -- null: it could not be read, so it has to be sent again
  document jsonb,
  state text not null check (state in ('waiting', 'refused', 'differs', 'discarded')),
  -- why, for programs, and as 1C was told
  because text not null,
  message text not null,
  tries integer not null,
  -- when somebody gave it up; it is kept for a while, so that 1C does not bring it back by sending it again
  discarded_at timestamptz(3),
  first_at timestamptz(3) not null,
  -- when it is tried again; null: trying changes nothing
  next_at timestamptz(3)
);
create index onec_receipt_due on onec_receipt (next_at) where next_at is not null;
create index onec_receipt_oldest on onec_receipt (first_at, document_id);
comment on table onec_receipt is 'local: receipts of 1C that are not booked yet';
