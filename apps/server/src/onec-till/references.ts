import type { Named } from '@bonum/adapters/onec-till/objects';
import type { Programme } from '@bonum/engine';
import { v5 } from 'uuid';

const NAMESPACE = 'a2f3a0de-52f1-4a2b-9a56-0f5e6c1b7c11';

/** What the rules of a programme are called in 1C, where everything has a reference: the same for as long as the rule has its id. */
const refOfRule = (id: string): string => v5(`rule ${id}`, NAMESPACE);
export const refOfProgramme = (id: string): string => v5(`programme ${id}`, NAMESPACE);
export const refOfCardType = (id: string): string => v5(`card type ${id}`, NAMESPACE);

/** A promotion or an earning rule by its id. */
export function namedRule({ promotions, earning }: Programme, id: string): Named {
  const rule = [...promotions, ...earning].find((candidate) => candidate.id === id);
  return { Ref: refOfRule(id), Name: rule?.name.ru ?? id };
}

/** The promotions of a programme by what they are called in 1C. */
export const promotionsByRef = ({ promotions }: Programme): ReadonlyMap<string, string> =>
  new Map(promotions.map(({ id }) => [refOfRule(id), id]));
