import { CompiledQuery, type Kysely, type QueryResult, type RawBuilder } from 'kysely';
import { isDeepStrictEqual } from 'node:util';
import type { Database } from './schema.ts';

/** One part of a statement. Parts of one name have one text, whatever their values are. */
export interface Part {
  readonly name: string;
  /** In the order in which they stand in the text. */
  readonly values: readonly unknown[];
  readonly text: () => RawBuilder<unknown>;
}

/** A statement has a few dozen forms; what comes after so many is put together anew each time. */
const MOST_TEXTS = 500;

/**
 * Statements that are put together of parts, each form of them once: to write the text of a sale's took the server a tenth of
 * its time, and it is always one of a few.
 */
export class KeptTexts {
  readonly #texts = new Map<string, string>();

  async run<Row>(
    db: Kysely<Database>,
    parts: readonly Part[],
    whole: (texts: readonly RawBuilder<unknown>[]) => RawBuilder<Row>,
  ): Promise<QueryResult<Row>> {
    const name = parts.map((part) => part.name).join(' ');
    const values = parts.flatMap((part) => part.values);
    const text =
      this.#texts.get(name) ?? this.#make(db, { name, values }, whole(parts.map((part) => part.text())));
    return db.executeQuery(CompiledQuery.raw(text, values));
  }

  #make(
    db: Kysely<Database>,
    { name, values }: { readonly name: string; readonly values: readonly unknown[] },
    statement: RawBuilder<unknown>,
  ): string {
    const { sql, parameters } = statement.compile(db);
    if (!isDeepStrictEqual(parameters, values))
      throw new Error(`the values of ${name} are not those of its text`);
    if (this.#texts.size < MOST_TEXTS) this.#texts.set(name, sql);
    return sql;
  }
}
