import { api } from '../../api/client.ts';
import { answered, type Answer } from '../../api/failure.ts';

export interface Agreed {
  readonly kind: string;
  readonly version: string;
  readonly given: boolean;
}

/** A code is on its way to somebody who has said yes. */
export interface Asked {
  readonly phone: string;
  readonly name: string | null;
  readonly consents: readonly Agreed[];
  readonly confirmationId: string;
  readonly digits: number;
}

/** Sends a code; asked again with the same id it is the same one. */
export async function askCode(person: Omit<Asked, 'digits'>, language: 'ru' | 'en'): Promise<Answer<Asked>> {
  const { confirmationId, phone } = person;
  const answer = await answered(
    api.POST('/v1/confirmations', { body: { confirmationId, purpose: 'join', phone, language } }),
  );
  return answer.ok ? { ok: true, value: { ...person, digits: answer.value.digits } } : answer;
}
