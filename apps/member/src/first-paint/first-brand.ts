interface Shown {
  readonly logo?: string;
  /** Where it is as high as a line. */
  readonly logoWidth: number | null;
  readonly name: { readonly ru: string; readonly en: string };
  /** How many kinds of points pay. */
  readonly kinds: number;
}

/** Whose app it is, as the server wrote it into the page that it sent; null: this page came from the phone's own store. */
export const firstBrand: Shown | null = read(document.querySelector('#brand')?.textContent);

function read(text: string | null | undefined): Shown | null {
  const written: unknown = text ? JSON.parse(text) : null;
  return isShown(written) ? written : null;
}

function isShown(written: unknown): written is Shown {
  return typeof written === 'object' && written !== null && 'name' in written;
}
