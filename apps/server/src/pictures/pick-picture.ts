/** Goods that could lend an offer their picture, and what is known of that. */
export interface Candidate {
  readonly productId: string;
  readonly address: string;
}
export interface Known {
  /** What was had last; null: nothing yet. */
  readonly pictureId: string | null;
  /** It could not be had when it was tried last. */
  readonly failed: boolean;
}
export interface Shown {
  readonly productId: string;
  readonly pictureId: string;
}

interface Pick {
  readonly shown: Shown | null;
  /** Where pictures are that are to be taken, or stay. */
  readonly wanted: readonly string[];
}

/**
 * The picture of the first of these goods that has one. Where one before it is still to be taken, it is wanted as well, and no other
 * is taken meanwhile; what an offer shows of the same goods stays until then, so that a picture that moved is not missed for a moment.
 */
export function pickPicture(
  candidates: readonly Candidate[],
  known: ReadonlyMap<string, Known>,
  before: Shown | null,
): Pick {
  const wanted: string[] = [];
  let waits = false;
  for (const { productId, address } of candidates) {
    const its = known.get(address);
    if (its && its.pictureId !== null)
      return { shown: { productId, pictureId: its.pictureId }, wanted: [...wanted, address] };
    if (waits) continue;
    wanted.push(address);
    waits = its?.failed !== true;
  }
  const stays = waits && candidates.some(({ productId }) => productId === before?.productId);
  return { shown: stays ? before : null, wanted };
}
