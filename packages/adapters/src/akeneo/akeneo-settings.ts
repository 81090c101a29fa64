/** Of a connection in Akeneo: what it shows under System → Connections. */
export interface AkeneoAccess {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly username: string;
  readonly password: string;
}

/** What of a product is told by which of its attributes. */
export interface AkeneoAttributes {
  /** The id that tills call it by. */
  readonly identifier: string;
  readonly name: string;
  readonly price: string;
  readonly barcode: string | null;
  readonly brand: string | null;
  readonly picture: string | null;
}

export interface AkeneoChoice {
  /** As `ru_RU`. */
  readonly locale: string;
  /** Of Akeneo's channels, as `ecommerce`. */
  readonly scope: string;
  /** Which of the prices is taken. */
  readonly currency: string;
  readonly attributes: AkeneoAttributes;
}

export interface AkeneoSettings extends AkeneoChoice {
  /** Where it is, without `/api`. */
  readonly url: string;
  readonly access: AkeneoAccess;
}

/** Where it is, without a slash at the end. */
export function baseOf({ url }: Pick<AkeneoSettings, 'url'>): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname.replace(/\/+$/, '')}`;
}
