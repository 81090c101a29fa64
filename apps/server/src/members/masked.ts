import type { Answer } from '@bonum/contract';
import type { ScopedCaller } from '../operation.ts';

/** `+7 916 ···-18-55`: enough to ask whether it is theirs, not enough to call it. */
export function maskedPhone(phone: string | null): string | null {
  if (phone === null) return null;
  const [, country = '', area = ''] = /^(\+7|\+\d{2})(\d{3})/.exec(phone) ?? [];
  return `${country} ${area} ···-${phone.slice(-4, -2)}-${phone.slice(-2)}`;
}

/** `ko···@mail.example`. */
export function maskedEmail(email: string | null): string | null {
  if (email === null) return null;
  const [, name = '', domain = ''] = /^(.*)@(.*)$/.exec(email) ?? [];
  const shown = Array.from(name).slice(0, name.length > 2 ? 2 : 1);
  return `${shown.join('')}···@${domain}`;
}

/** `К.` */
export function maskedSurname(surname: string | null): string | null {
  const [initial] = Array.from(surname ?? '');
  return initial === undefined ? null : `${initial}.`;
}

/** A member for staff who may not know who somebody is: enough to speak of their points. Keys know what their scopes say. */
export function asSeenBy(caller: ScopedCaller, member: Answer<'get-member'>): Answer<'get-member'> {
  if (!('operatorId' in caller) || caller.scopes.includes('personal:read')) return member;
  return {
    ...member,
    phone: maskedPhone(member.phone),
    email: maskedEmail(member.email),
    surname: maskedSurname(member.surname),
    birthDate: null,
    gender: null,
    city: null,
    answers: {},
  };
}
