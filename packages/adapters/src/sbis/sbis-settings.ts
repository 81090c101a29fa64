/** How a chain's account at Saby is reached, and how its stores are called there. */
export interface SbisSettings {
  readonly appClientId: string;
  readonly appSecret: string;
  readonly secretKey: string;
  /** The point of sale for which balances are asked: what may be spent there. */
  readonly pointId: number;
  /** Saby's point of sale of each store of Bonum; absent: the store's own id is the number of the point. */
  readonly stores?: Readonly<Record<string, number>>;
  /** The kind of Bonum's points that are Saby's bonuses; absent: any. */
  readonly kind?: string;
  /** null: sales reach Saby by another way, and Bonum makes no orders. */
  readonly orders?: Partial<OrderSettings> | null;
  readonly authUrl?: string;
  readonly apiUrl?: string;
  readonly patienceMs?: number;
}

export interface OrderSettings {
  readonly product: 'delivery' | 'restaurant' | 'retail';
  /** Which of Saby's numbers of goods the ids of Bonum's products are. */
  readonly goods: 'externalId' | 'nomNumber' | 'id';
  readonly paymentType: string;
  /**
   * Whether Saby finds an order by the id that it was given. Nobody has to say so: the first order shows it; until then one whose answer
   * was lost is left for people to look for.
   */
  readonly ownIds: boolean | null;
  /** How bonuses are written off: the clients that are known do it in one way or the other. */
  readonly writeOffBy: 'GET' | 'POST';
}

export const sbisDefaults = {
  authUrl: 'https://online.sbis.ru/oauth/service/',
  apiUrl: 'https://api.sbis.ru/retail',
  orders: {
    product: 'delivery',
    goods: 'externalId',
    paymentType: 'cash',
    ownIds: null,
    writeOffBy: 'GET',
  } satisfies OrderSettings,
} as const;

export const ordersOf = ({ orders }: SbisSettings): OrderSettings | null =>
  orders === null ? null : { ...sbisDefaults.orders, ...orders };

/** null: nobody has said which point of sale it is. */
export function pointOf({ stores = {} }: SbisSettings, storeId: string): number | null {
  const point = stores[storeId] ?? (/^[1-9]\d{0,11}$/.test(storeId) ? Number(storeId) : undefined);
  return point ?? null;
}
