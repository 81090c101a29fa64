/** One of the limits that a key is held to, and how far it is used up. */
export interface Rate {
  readonly name: 'minute' | 'day';
  /** So many requests in a window of so many seconds. */
  readonly quota: number;
  readonly windowS: number;
  /** So many are left, until it begins anew in so many seconds. */
  readonly left: number;
  readonly resetS: number;
}

/**
 * As header fields (draft-ietf-httpapi-ratelimit-headers-10): which limits there are, and what is left of each. Nothing where there
 * are none.
 */
export function rateHeaders(rates: readonly Rate[]): Readonly<Record<string, string>> {
  if (rates.length === 0) return {};
  return {
    'ratelimit-policy': rates
      .map(({ name, quota, windowS }) => `"${name}";q=${quota};w=${windowS}`)
      .join(', '),
    ratelimit: rates.map(({ name, left, resetS }) => `"${name}";r=${left};t=${resetS}`).join(', '),
  };
}
