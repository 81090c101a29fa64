-- 0011_account. Why: members look after their own account: the chain's questions answered, what they want to hear by which
-- channel, every consent that was ever given or withdrawn, contacts that they have proved, and everything of them erased.

alter table member
  -- to the questions of the programme, by the question's id
  add column answers jsonb not null default '{}',
  -- what was said of a channel and a kind of message; what is not said stands as the house rule has it
  add column subscriptions jsonb not null default '{}',
  -- the e-mail that a code sent to it came back from; another one is only written down
  add column proved_email text;
-- 'erased': the person asked for it; the ledger keeps amounts, and nobody is found by anything any more
alter table member drop constraint member_status_check;
alter table member add constraint member_status_check check (status in ('active', 'suspended', 'erased'));

-- Every word on every consent. The last one of each kind stands in member.consents, too.
create table consent (
  owner_id uuid not null references owner,
  consent_id uuid not null,
  kind text not null,
  -- of the text that was shown
  version text not null,
  given boolean not null,
  at timestamptz(3) not null,
  -- 'member' in their app, 'staff' by a key, 'before' this was written down word by word
  said_by text not null check (said_by in ('member', 'staff', 'before')),
  primary key (owner_id, consent_id)
);
comment on table consent is 'distributed by owner_id';

insert into consent (owner_id, consent_id, kind, version, given, at, said_by)
select m.owner_id, gen_random_uuid(), c.kind, c.version, c.given, c.at, 'before'
  from member m, jsonb_to_recordset(m.consents) c (kind text, version text, given boolean, at timestamptz(3));
-- check: select count(*) = (select coalesce(sum(jsonb_array_length(consents)), 0) from member) from consent

-- Codes prove that a browser is still in the right hands, and that somebody means to be forgotten.
alter table confirmation drop constraint confirmation_purpose_check;
alter table confirmation add constraint confirmation_purpose_check
  check (purpose in ('join', 'spend', 'sign-in', 'change-phone', 'change-email', 'recover', 'prove', 'erase'));
