import type { Answer } from '@bonum/contract';
import {
  explain,
  explainReturn,
  explainVoid,
  instant,
  namesOf,
  type Audience,
  type Evidence,
  type Explanation,
  type Programme,
  type ReturnDue,
  type Voice,
} from '@bonum/engine';
import type { StoredReceipt } from './stored-receipt.ts';

/** What a return is stored with. */
export interface ReturnEvidence {
  readonly due: ReturnDue;
  /** Nothing of the sale was left afterwards. */
  readonly whole: boolean;
}

/** Who asks, and in which language; unless they say so, an operator in Russian. */
export interface Asked {
  readonly language?: Voice['language'] | undefined;
  readonly audience?: Audience | undefined;
}

export const voiceOf = (
  { language = 'ru', audience = 'operator' }: Asked,
  { at, offset_minutes }: Pick<StoredReceipt, 'at' | 'offset_minutes'>,
): Voice => ({ language, audience, at: instant(at), offsetMinutes: offset_minutes });

/**
 * Why a stored receipt is as it is, made of what was stored with it and of its own version of the programme.
 * @param programme the version it was calculated with; null: it was cancelled before it came
 */
export function reasonsOf(receipt: StoredReceipt, programme: Programme | null, voice: Voice): Explanation {
  if (receipt.type === 'void' || programme === null) return explainVoid(voice);
  const names = namesOf(programme);
  if (receipt.type === 'sale') return explain(receipt.calculation as Evidence, names, voice);
  const { due } = receipt.calculation as ReturnEvidence;
  const { refund, refundReducedBy, pointsGivenBack, pointsTakenBack, debt } =
    receipt.answer as Answer<'return-receipt'>;
  const story = {
    due,
    refund,
    refundReducedBy,
    givenBack: pointsGivenBack,
    takenBack: pointsTakenBack,
    debt,
  };
  return explainReturn(story, names, voice);
}
