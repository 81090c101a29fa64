import { Client, type ClientConfig } from 'pg';

/** A list in a text makes another text for each length; what comes after so many is sent as it is. */
const MOST_STATEMENTS = 200;

/**
 * A connection that has PostgreSQL keep the plan of each statement it has seen. Planning our larger ones costs it more than
 * running them: the seed of the demo took half the time. Not behind a pooler that hands connections on between transactions.
 */
export class PreparingClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config);
    const names = new Map<string, string>();
    const nameOf = (text: string): string | undefined => {
      const known = names.get(text);
      if (known !== undefined || names.size >= MOST_STATEMENTS) return known;
      const name = `bonum-${names.size}`;
      names.set(text, name);
      return name;
    };
    const plain = this.query.bind(this) as (...args: unknown[]) => unknown;
    const query = (text: unknown, values: unknown, ...rest: unknown[]): unknown => {
      const name =
        typeof text === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(text) : undefined;
      return name === undefined ? plain(text, values, ...rest) : plain({ name, text, values }, ...rest);
    };
    // Its many signatures are all kept; only what goes to the server changes.
    this.query = query as typeof this.query;
  }
}
