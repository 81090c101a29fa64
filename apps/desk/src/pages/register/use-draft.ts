import { isWholePhone, phoneOf } from '@bonum/ui/language';
import { useRef, useState } from 'react';
import type { WithCode } from '../../joining/ask-code.ts';
import type { Begun } from '../../joining/begun.ts';
import { isCard } from '../../joining/card-number.ts';
import type { Agreed } from '../../joining/use-consents.ts';
import { dayOfTyped } from '../member/who/typed-date.ts';

/** The form as it is typed. */
export interface Typed {
  readonly phone: string;
  readonly surname: string;
  readonly name: string;
  readonly birthDate: string;
  readonly card: string;
}

/** Whoever is about to join, as the server takes it. */
export interface Person {
  readonly confirmationId: string;
  readonly phone: string;
  readonly profile: Profile;
  readonly consents: readonly Agreed[];
}

/** What they said; what they did not is not sent. */
interface Profile {
  readonly surname?: string;
  readonly name?: string;
  readonly birthDate?: string;
  readonly card?: string;
}

export type AskedPerson = WithCode<Person>;

const NOTHING: Typed = { phone: '', surname: '', name: '', birthDate: '', card: '' };

export interface Draft {
  readonly typed: Typed;
  readonly type: (part: Partial<Typed>) => void;
  /** The fields that cannot be sent as they are. */
  readonly wrong: ReadonlySet<keyof Typed>;
  readonly personWith: (consents: readonly Agreed[]) => Person;
}

/** What has been typed stays while the code is asked for, and when it turns out to be wrong. */
export function useDraft(begun: Begun): Draft {
  const [typed, setTyped] = useState<Typed>({ ...NOTHING, ...begun });
  // To another phone goes another code.
  const confirmation = useRef({ phone: '', id: '' });
  const idFor = (phone: string): string => {
    if (confirmation.current.phone !== phone) confirmation.current = { phone, id: crypto.randomUUID() };
    return confirmation.current.id;
  };
  return {
    typed,
    type: (part) => setTyped((before) => ({ ...before, ...part })),
    wrong: wrongIn(typed),
    personWith: (consents) => {
      const phone = phoneOf(typed.phone);
      return { confirmationId: idFor(phone), phone, profile: profileIn(typed), consents };
    },
  };
}

const digitsOf = (text: string): string => text.replaceAll(/\D/g, '');

function wrongIn({ phone, birthDate, card }: Typed): ReadonlySet<keyof Typed> {
  const wrong = new Set<keyof Typed>();
  if (!isWholePhone(phone)) wrong.add('phone');
  if (birthDate !== '' && dayOfTyped(birthDate) === null) wrong.add('birthDate');
  if (card.trim() !== '' && !isCard(digitsOf(card))) wrong.add('card');
  return wrong;
}

function profileIn({ surname, name, birthDate, card }: Typed): Profile {
  const day = dayOfTyped(birthDate);
  return {
    ...(surname.trim() !== '' && { surname: surname.trim() }),
    ...(name.trim() !== '' && { name: name.trim() }),
    ...(day !== null && { birthDate: day }),
    ...(card.trim() !== '' && { card: digitsOf(card) }),
  };
}
