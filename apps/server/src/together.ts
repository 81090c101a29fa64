import type { Kysely } from 'kysely';
import type { Instant } from '@bonum/engine';
import { KnownCatalogue } from './catalogue/known-catalogue.ts';
import { lookUpMany, type Found, type Named } from './checkout/look-up.ts';
import { QuotedBaskets } from './checkout/quoted-baskets.ts';
import { gather } from './database/gather.ts';
import type { Database } from './database/schema.ts';
import { writeMany } from './write-many.ts';
import { isBeaten, type Writes } from './write.ts';

/** What many tills ask of one PostgreSQL at the same moment, as one statement: docs/decisions/0013. */
export interface Together {
  readonly lookUp: (named: Named) => Promise<Found>;
  /** Remembers what a quote has found, for the commit that follows it. */
  readonly keepQuoted: (named: Named, found: Found, now: Instant) => void;
  /** What the quote of this receipt has found, once; null: it has to be looked up. */
  readonly takeQuoted: (named: Named, now: Instant) => Found | null;
  /** Whether all of it is written; if not, nothing of it is, and it is to be tried alone. */
  readonly write: (writes: Writes) => Promise<boolean>;
}

/** While one statement waits for the disk, or is a long one, another goes on. */
const LANES = 2;
/** A full one takes some ten on a busy machine. */
const SLOW_AFTER_MS = 50;
const MOST = 16;

export function togetherOf(db: Kysely<Database>): Together {
  const catalogue = new KnownCatalogue();
  const quoted = new QuotedBaskets();
  const few = { lanes: LANES, slowAfter: SLOW_AFTER_MS, most: MOST, isOfOne };
  return {
    lookUp: gather((all: readonly Named[]) => lookUpMany(db, all, catalogue), { ...few, nameOf: () => null }),
    keepQuoted: (named, { store: _store, till: _till, products: _products, ...found }, now) =>
      quoted.keep(named, found, now),
    takeQuoted: (named, now) => {
      const found = quoted.take(named, now);
      if (found === null) return null;
      const { places, products, stores } = catalogue.look([named]);
      const [place] = places;
      return place && products.length + stores.length === 0 ? { ...place, ...found } : null;
    },
    write: gather(
      async (all: readonly Writes[]) => {
        const written = await writeMany(db, all);
        return all.map((writes) => written.has(ownerOf(writes)));
      },
      { ...few, nameOf: ownerOf },
    ),
  };
}

const ownerOf = ({ owners: [only] }: Writes): string => only?.owner?.owner_id ?? '';

/** A row that is wrong, or that somebody else has written: nothing of the statement is there. */
const isOfOne = (error: unknown): boolean =>
  isBeaten(error) || (error instanceof Error && 'code' in error && /^2[23]|^55P03$/.test(String(error.code)));
