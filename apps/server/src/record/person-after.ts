import type { Person } from '@bonum/adapters/system-of-record';
import type { Programme } from '@bonum/engine';
import { iso } from '@bonum/ledger';
import { isDeepStrictEqual } from 'node:util';
import { consentRows, consentsAfter } from '../members/consents.ts';
import type { MemberRow } from '../owner/read-owner.ts';
import type { Identifier, Row } from '../write.ts';
import { settle } from './agreements.ts';
import { answersAfter } from './answers-after.ts';
import { isOpen, type Heard } from './heard.ts';
import { leadsTo } from './leads-to.ts';
import type { Said } from './said.ts';

interface PersonAfter {
  /** null: nothing has changed. */
  readonly row: MemberRow | null;
  readonly fields: readonly string[];
  /** Words on consents, to be kept for ever. */
  readonly consents: readonly Row[];
  readonly add: readonly Identifier[];
  readonly lost: readonly Identifier[];
  /** The system has to be told again who they are. */
  readonly again: boolean;
}

/** What has changed there since it was said last; what waits to be told from here is newer, and only what is empty is filled. */
export async function personAfter(change: Heard): Promise<PersonAfter> {
  const { call, member, heard } = change;
  const { programme } = await call.shell.programmes.current();
  const settled = settle(member, heard.consents, change.untold.anew);
  const by = 'system-of-record';
  const row = {
    ...member,
    ...columnsOf(changesOf(change)),
    ...answersColumn(change, programme),
    ...(settled.consents.length > 0 && {
      consents: consentsAfter(call, settled.consents, member.consents),
    }),
    ...(!isDeepStrictEqual(settled.subscriptions, member.subscriptions) && {
      subscriptions: settled.subscriptions,
    }),
    ...(statusHasChanged(change) && {
      status: heard.suspended ? ('suspended' as const) : ('active' as const),
    }),
  };
  const { add, lost } = await phoneAfter(change, row);
  const fields = (Object.keys(row) as (keyof MemberRow)[]).filter((field) => row[field] !== member[field]);
  return {
    row: fields.length > 0 ? row : null,
    fields,
    consents: consentRows(call, member, { said: settled.consents, by }),
    add,
    lost,
    again: settled.again && !isOpen(change),
  };
}

async function phoneAfter(
  { call, member }: Heard,
  row: { phone: string | null },
): Promise<Pick<PersonAfter, 'add' | 'lost'>> {
  const owner_id = member.owner_id;
  let add: readonly Identifier[] = [];
  if (row.phone !== member.phone && row.phone !== null) {
    const held = await leadsTo(call.shell.db, 'phone', row.phone);
    // Somebody else's here: that is for people to find out.
    if (held !== null && held !== owner_id) row.phone = member.phone;
    else if (held === null) add = [{ kind: 'phone', value: row.phone, owner_id, proven_at: iso(call.now) }];
  }
  const lost: readonly Identifier[] =
    member.phone !== null && row.phone !== member.phone
      ? [{ kind: 'phone', value: member.phone, owner_id }]
      : [];
  return { add, lost };
}

const isTold = (change: Heard): boolean => change.link?.told === true || isOpen(change);

function statusHasChanged(change: Heard): boolean {
  const { heard, link, meeting, member, untold } = change;
  if (isTold(change) && !meeting) return false;
  return (
    heard.suspended !== (link?.said?.suspended ?? member.status === 'suspended') &&
    !untold.acts.some((act) => act === 'suspend' || act === 'resume')
  );
}

const fields = ['phone', 'email', 'name', 'surname', 'birthDate', 'gender', 'city'] as const;
type Field = (typeof fields)[number];
type Changes = Partial<Pick<Person, Field>>;

function changesOf(change: Heard): Changes {
  const { heard, link, meeting, member, untold } = change;
  if (isOpen(change) && !meeting) return {};
  if (link?.told === true && !meeting) return sinceTold(heard, member);
  const changes = newsOf(heard, link?.said ?? null, member);
  return untold.acts.includes('change') ? emptyOf(member, changes) : changes;
}

/** The first time what it knows is taken and nothing is lost that it does not; from then on what is said otherwise than before. */
function newsOf(heard: Person, said: Said | null, { phone }: MemberRow): Changes {
  const changes: Record<string, string | null> = {};
  for (const field of fields) {
    const isNews = said === null ? heard[field] !== null : heard[field] !== (said[field] ?? null);
    // A person is found by the phone: it may become another, not none.
    const isLoss = field === 'phone' && heard.phone === null && phone !== null;
    if (isNews && !isLoss) changes[field] = heard[field];
  }
  return changes;
}

/** What it has from us it may write otherwise: a name in two fields, an address in small letters. What else it says has changed since. */
function sinceTold(heard: Person, member: MemberRow): Changes {
  const here = wordsOf(member.surname, member.name);
  const isNamed = wordsOf(heard.surname, heard.name).every((word) => here.includes(word));
  return Object.fromEntries(
    fields.flatMap((field) => {
      const there = heard[field];
      const known = member[columnOf(field)];
      const isOwn = there === null || there.toLowerCase() === (known ?? '').toLowerCase();
      const isName = field === 'name' || field === 'surname';
      return isOwn || (isName && isNamed) ? [] : [[field, there]];
    }),
  );
}

const wordsOf = (...names: readonly (string | null)[]): readonly string[] =>
  names.flatMap((name) => (name ?? '').toLowerCase().split(/\s+/)).filter((word) => word !== '');

const columnOf = (field: Field): Exclude<Field, 'birthDate'> | 'birth_date' =>
  field === 'birthDate' ? 'birth_date' : field;

const emptyOf = (member: MemberRow, changes: Changes): Changes =>
  Object.fromEntries(Object.entries(changes).filter(([field]) => member[columnOf(field as Field)] === null));

const columnsOf = ({ birthDate, ...rest }: Changes): Partial<MemberRow> => ({
  ...rest,
  ...(birthDate !== undefined && { birth_date: birthDate }),
});

function answersColumn(change: Heard, programme: Programme): Partial<Pick<MemberRow, 'answers'>> {
  const { heard, link, meeting, member, untold } = change;
  if (isOpen(change) && !meeting) return {};
  const said = link?.told === true && !meeting ? {} : (link?.said?.answers ?? {});
  const after = answersAfter(
    programme,
    { before: member.answers, heard: heard.answers },
    (id, answer) =>
      !isDeepStrictEqual(answer, said[id] ?? null) &&
      !(untold.acts.includes('change') && member.answers[id] !== undefined),
  );
  return isDeepStrictEqual(after, member.answers) ? {} : { answers: after };
}
