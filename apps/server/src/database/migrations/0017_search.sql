-- 0017_search. Why: staff find a member by whatever they are told: a name as it was heard, the end of a phone or of a card, an
-- e-mail, the number of a receipt.
-- extension: pg_trgm

-- The words of a member's name, folded to one spelling (apps/server/src/search/fold.ts). Apart from the member, so that a sale
-- does not read it, and nothing but a new name touches its index.
create table member_search (
  owner_id uuid primary key references owner,
  words text[] not null
);
-- No pending list: whoever searches would have to read through it.
create index member_search_words on member_search using gin (words) with (fastupdate = off);
comment on table member_search is 'distributed by owner_id';

-- Every word that is or was in some name: what was typed is first likened to these few, so that a name of thousands is no slower
-- to find than one of few. Byte order, so that words that begin alike lie together whatever the database's locale is.
create table search_word (
  word text collate "C" primary key check (length(word) between 1 and 40)
);
create index search_word_alike on search_word using gin (word gin_trgm_ops) with (fastupdate = off);
comment on table search_word is 'distributed by word';

-- By the last digits that somebody reads out.
create index member_phone_end on member (reverse(phone) text_pattern_ops) where phone is not null;
create index card_number_end on card (reverse(number) text_pattern_ops);
-- As it begins.
create index member_email on member (lower(email) text_pattern_ops) where email is not null;
-- By what is printed on it: the newest first, since numbers come again with every shift.
create index receipt_number on receipt (number, at);
-- Everybody's, a day or a year of them, newest first.
create index receipt_when on receipt (at, receipt_id);
