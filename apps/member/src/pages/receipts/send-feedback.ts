import type { Schemas } from '@bonum/client';
import { api } from '../../api/client.ts';
import { answered, type Answer } from '../../api/failure.ts';

type Feedback = Schemas['Feedback'];

export interface Said {
  readonly stars: number;
  readonly text: string;
  /** A new one; 'none' takes the one away that was sent; 'same' leaves it as it is. */
  readonly photo: Blob | 'none' | 'same';
}

export interface Sent {
  readonly feedback: Feedback;
  /** The words arrived, and the photo did not. */
  readonly withoutPhoto: boolean;
}

/** Words first: they are not to be lost for a photo's sake. Sent twice, both are the same as sent once. */
export async function sendFeedback(receiptId: string, { stars, text, photo }: Said): Promise<Answer<Sent>> {
  const path = { receiptId };
  const words = text.trim();
  const body = {
    stars,
    ...(words !== '' && { text: words }),
    ...(photo === 'none' && { withoutPhoto: true as const }),
  };
  const said = await answered(api.PUT('/v1/me/receipts/{receiptId}/feedback', { params: { path }, body }));
  if (!said.ok) return said;
  if (!(photo instanceof Blob)) return { ...said, value: { feedback: said.value, withoutPhoto: false } };
  const shown = await answered(
    api.PUT('/v1/me/receipts/{receiptId}/feedback/photo', {
      params: { path },
      headers: { 'content-type': photo.type },
      // Not text: the bytes themselves.
      body: '',
      bodySerializer: () => photo,
    }),
  );
  if (!shown.ok) return { ...said, value: { feedback: said.value, withoutPhoto: true } };
  return { ...shown, value: { feedback: shown.value, withoutPhoto: false } };
}
