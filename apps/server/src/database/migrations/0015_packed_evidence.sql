-- 0015_packed_evidence. Why: a receipt's evidence took PostgreSQL half of what a sale takes it, to parse, seal and compress as JSON.
--
-- A sale's evidence is packed by whoever writes it, and is bytes to the database: UTF-8 text of one JSON array, whose form
-- apps/server/src/checkout/evidence.ts knows. `calculation` has then only what is added up over many receipts: points by kind,
-- totals, limits. Receipts of earlier releases stay as they are, and so do returns: `evidence` is null, and all stands in JSON.

alter table receipt add column evidence bytea;
alter table receipt alter column request drop not null;
alter table receipt alter column answer drop not null;
alter table receipt add constraint receipt_evidence
  check ((evidence is null) = (request is not null) and (evidence is null) = (answer is not null));
-- Up to this size a row is neither compressed nor put elsewhere: both take longer than writing it as it is.
alter table receipt set (toast_tuple_target = 4080);

-- What the till's statement need not prove each time, since verify does: lots, wallets, transfers and receipts have an owner
-- (orphans, owner-rows), transfers a lot. The statement that writes them joins on the owner it has just moved.
alter table lot drop constraint lot_owner_id_fkey;
alter table wallet drop constraint wallet_owner_id_fkey;
alter table transfer drop constraint transfer_owner_id_fkey;
alter table transfer drop constraint transfer_owner_id_lot_id_fkey;
alter table receipt drop constraint receipt_owner_id_fkey;

-- A lot of a receipt is found by the transfer that made it, and an owner's receipts by their key: each index is one more page
-- that a sale has to find, change and log.
drop index lot_receipt;
drop index receipt_at;

-- Rows that change with each sale find room where they lie, so that nothing has to point to them anew.
alter table owner set (fillfactor = 85);
alter table wallet set (fillfactor = 85);

-- The line that is hashed needs no more than that nothing runs over into its neighbour; the pattern took a microsecond a row.
alter table transfer drop constraint transfer_reason_check;
alter table transfer add constraint transfer_reason_check check (position('|' in reason) = 0 and reason <> '');

-- check: select count(*) = 0 from receipt where evidence is null and (request is null or answer is null)
