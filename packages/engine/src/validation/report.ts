import type { Text } from '../programme.ts';
import { placeOf, type Path } from '../words/places.ts';
import { problemTexts, type ProblemCode, type ProblemFacts } from '../words/problems.ts';

/** One thing wrong with a document, in words its author understands. */
export interface Problem {
  /** JSON pointer (RFC 6901). */
  readonly path: string;
  readonly code: ProblemCode;
  readonly message: Text;
}

/** No author reads more at once, and a hostile document must not grow an endless answer. */
const mostProblems = 100;

/** Collects everything that is wrong with one document. */
export class Report {
  readonly problems: Problem[] = [];
  readonly #document: unknown;

  constructor(document: unknown) {
    this.#document = document;
  }

  get full(): boolean {
    return this.problems.length > mostProblems;
  }

  add<Code extends ProblemCode>(path: Path, code: Code, facts: ProblemFacts[Code]): void {
    if (this.full) return;
    if (this.problems.length === mostProblems) {
      const last = problemTexts['too-many-problems']({ max: mostProblems });
      this.problems.push({ path: '', code: 'too-many-problems', message: last });
      return;
    }
    // The name of a field that does not exist is in the message already.
    const place = placeOf(this.#document, code === 'unknown-field' ? path.slice(0, -1) : path);
    const text = problemTexts[code](facts);
    const message = { ru: `${place.ru}: ${text.ru}.`, en: `${place.en}: ${text.en}.` };
    this.problems.push({ path: pointerOf(path), code, message: endedOnce(message) });
  }
}

/** A sentence that ends with a question mark or with dots needs no full stop. */
const endedOnce = ({ ru, en }: Text): Text => ({
  ru: ru.replace(/([?…])\.$/, '$1'),
  en: en.replace(/([?…])\.$/, '$1'),
});

function pointerOf(path: Path): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
