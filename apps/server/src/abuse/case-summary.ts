import type { Answer } from '@bonum/contract';
import { iso } from '@bonum/ledger';
import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { StoredCase } from './stored-case.ts';
import type { Subject } from './suspicion.ts';
import { tell, type Language } from './words.ts';

export type CaseSummary = Answer<'list-cases'>['cases'][number];

/** What names are asked for as a case is told. */
export interface Telling {
  readonly language: Language;
  readonly storeName: (storeId: string) => string;
}

export async function tellingIn(db: Kysely<Database>, language: Language | undefined): Promise<Telling> {
  const stores = await db.selectFrom('store').select(['store_id', 'name']).execute();
  const names = new Map(stores.map(({ store_id, name }) => [store_id, name]));
  return { language: language ?? 'ru', storeName: (storeId) => names.get(storeId) ?? storeId };
}

export function caseSummary(stored: StoredCase, telling: Telling): CaseSummary {
  return {
    caseId: stored.case_id,
    rule: stored.rule,
    state: stored.state,
    subject: subjectAnswer(stored.subject, telling),
    headline: tell(stored, telling).headline,
    weight: stored.weight,
    points: Math.round(stored.figures['points'] ?? 0),
    foundAt: iso(stored.found_at),
    grownAt: iso(stored.grown_at),
    version: stored.version,
  };
}

function subjectAnswer(subject: Subject, { storeName }: Telling): CaseSummary['subject'] {
  const seat = 'seat' in subject ? subject.seat : undefined;
  return {
    kind: subject.kind,
    id: idOf(subject),
    seat: seat === undefined ? null : { ...seat, store: storeName(seat.storeId) },
  };
}

function idOf(subject: Subject): string {
  switch (subject.kind) {
    case 'member':
      return subject.memberId;
    case 'seat':
      return subject.seat.cashier ?? subject.seat.tillId ?? '';
    case 'operator':
      return subject.operatorId;
    case 'device':
      return subject.device;
    case 'network':
      return subject.network;
    default:
      return subject satisfies never;
  }
}
