import { shelvesOf } from '../commerceml/catalogue-rows.ts';

/** Deeper than any tree of categories. */
const DEEPEST = 50;

/** The trees of categories of an Akeneo, by their codes. */
export class AkeneoCategories {
  readonly #known = new Map<string, { readonly parent: string | null; readonly label: string }>();

  get size(): number {
    return this.#known.size;
  }

  /** A category that has no label in this language is called by its code. */
  add(code: string, parent: string | null, label: string): void {
    this.#known.set(code, { parent, label: label === '' ? code : label });
  }

  /** From the widest to the narrowest, of the first of these that there is. Null: there is none of them. */
  pathOf(codes: readonly string[]): readonly string[] | null {
    if (codes.length === 0) return [];
    const first = codes.find((code) => this.#known.has(code));
    if (first === undefined) return null;
    const path: string[] = [];
    for (let next: string | null = first; next !== null && path.length < DEEPEST;) {
      const category = this.#known.get(next);
      if (!category) break;
      path.unshift(category.label);
      next = category.parent;
    }
    return shelvesOf(path);
  }
}
