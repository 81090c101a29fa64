import { v5 } from 'uuid';
import { maskPhone } from '../members/phone.ts';

/** Where a code goes to: a phone in E.164 or an e-mail address. */
export interface Address {
  readonly kind: 'phone' | 'email';
  readonly value: string;
}

/** For answers: enough to know one's own, too little to learn somebody else's. */
export const maskAddress = ({ kind, value }: Address): string =>
  kind === 'phone' ? maskPhone(value) : maskEmail(value);

/** `a•••@example.com`. */
function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return `${Array.from(email)[0] ?? ''}•••${email.slice(at)}`;
}

const PROSPECTS = '0f6bb2a5-0c3f-4f35-a2bb-8b1e8fd9c3f0';
/** Who confirms a phone or an e-mail that may not be anybody's yet: the same for the same one, known or not. */
export const prospectOf = (value: string): string => v5(value, PROSPECTS);

/** A card that a code is asked for by, among them. */
export const cardName = (number: string): string => `card ${number}`;
