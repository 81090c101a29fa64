-- 0045_one_check_each. Why: PostgreSQL reads each check of a table from its text whenever a statement writes to it. The thirty of the
-- tables that every sale writes took a quarter of the time that its rows take (docs/benchmarks.md). Each table has one now, of what two
-- at once or a wrong sum could break. That words are of a list and hashes of their length is what their types say, and what verify
-- finds (transfer-accounts, lots, receipt-seal, transfer-hash).
-- Not valid: what is there was held to the same, and need not be read again under a lock.
-- One change to a statement, as Citus wants it.

alter table owner drop constraint owner_type_check;
alter table owner drop constraint owner_version_check;
alter table owner drop constraint owner_transfers_check;
alter table owner drop constraint owner_head_check;
alter table owner drop constraint owner_receipts_check;
alter table owner add constraint owner_counts check (version > 0 and least(transfers, receipts) >= 0) not valid;

alter table receipt drop constraint receipt_type_check;
alter table receipt drop constraint receipt_check;
alter table receipt drop constraint receipt_evidence;
alter table receipt drop constraint receipt_cashier_check;
alter table receipt drop constraint receipt_seal_check;
alter table receipt add constraint receipt_parts check ((type = 'return') = (of_receipt_id is not null)
    and (evidence is null) = (request is not null) and (evidence is null) = (answer is not null)) not valid;

alter table lot drop constraint lot_granted_check;
alter table lot drop constraint lot_available_check;
alter table lot drop constraint lot_pending_check;
alter table lot drop constraint lot_held_check;
alter table lot drop constraint lot_check;
alter table lot drop constraint lot_source_check;
alter table lot add constraint lot_bounds check (granted > 0 and least(available, pending, held) >= 0
    and available + pending + held <= granted) not valid;

alter table wallet drop constraint wallet_available_check;
alter table wallet drop constraint wallet_pending_check;
alter table wallet drop constraint wallet_held_check;
alter table wallet drop constraint wallet_debt_check;
alter table wallet add constraint wallet_bounds check (least(available, pending, held, debt) >= 0) not valid;

-- That no text has a | is what makes the line that is hashed one of a kind.
alter table transfer drop constraint transfer_number_check;
alter table transfer drop constraint transfer_amount_check;
alter table transfer drop constraint transfer_debit_check;
alter table transfer drop constraint transfer_credit_check;
alter table transfer drop constraint transfer_check;
alter table transfer drop constraint transfer_check1;
alter table transfer drop constraint transfer_reason_check;
alter table transfer drop constraint transfer_kind_check;
alter table transfer drop constraint transfer_hash_check;
alter table transfer add constraint transfer_moves check (amount > 0 and number > 0 and debit <> credit and reason <> ''
    and position('|' in kind || reason) = 0) not valid;

alter table identifier drop constraint identifier_kind_check;
