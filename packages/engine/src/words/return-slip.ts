import { nameIn, type ProgrammeNames } from '../names.ts';
import type { Minor } from '../number.ts';
import type { Language } from '../programme.ts';
import { money } from './figures.ts';
import { phrases } from './phrases.ts';

/** What a return did, by kind of points. */
export interface ReturnSlip {
  readonly names: ProgrammeNames;
  readonly refund: Minor;
  readonly givenBack: { readonly [kind: string]: number };
  readonly takenBack: { readonly [kind: string]: number };
  /** After the return; below zero is owed. */
  readonly balances: { readonly [kind: string]: number };
}

/** The lines that a till prints under a return. */
export function returnSlipText(slip: ReturnSlip, language: Language): string[] {
  const say = phrases[language];
  const { names } = slip;
  const several = Object.keys(names.kinds).length > 1;
  const lines = (
    points: ReturnSlip['balances'],
    sentence: (told: string, size: number) => string,
  ): string[] =>
    Object.entries(points).map(([kind, size]) => {
      const told = say.points(Math.abs(size));
      return sentence(several ? `${told} (${nameIn(names.kinds, kind, language)})` : told, size);
    });
  return [
    say.refund(money(slip.refund, names.currency, language)),
    ...lines(slip.givenBack, say.givenBack),
    ...lines(slip.takenBack, say.takenBack),
    ...lines(slip.balances, (told, size) => (size < 0 ? say.owed(told) : say.balance(told))),
  ];
}
