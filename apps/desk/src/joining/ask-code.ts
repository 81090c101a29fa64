import { api } from '../api/client.ts';
import { answered, type Answer } from '../api/failure.ts';

export interface CodeWanted {
  /** Made here: asked again with the same one it is the same code. */
  readonly confirmationId: string;
  readonly phone: string;
}

/** A code is on its way, to whoever this is. */
export type WithCode<Person> = Person & { readonly digits: number };

/** Sends a code by which somebody joins. */
export async function askCode<Person extends CodeWanted>(
  person: Person,
  language: 'ru' | 'en',
): Promise<Answer<WithCode<Person>>> {
  const { confirmationId, phone } = person;
  const answer = await answered(
    api.POST('/v1/confirmations', { body: { confirmationId, purpose: 'join', phone, language } }),
  );
  return answer.ok ? { ok: true, value: { ...person, digits: answer.value.digits } } : answer;
}
