/**
 * Chances of what is seen, if only chance were at work. Floats: nothing here is money or points, and nothing here is booked.
 */

/** log Γ(x) for x > 0 (Lanczos, good to 1e-13). */
function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const shifted = x - 1;
  let sum = LANCZOS[0] ?? 0;
  for (let index = 1; index < LANCZOS.length; index++) sum += (LANCZOS[index] ?? 0) / (shifted + index);
  const t = shifted + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(sum);
}

const LANCZOS = [
  0.999_999_999_999_809_9, 676.520_368_121_885_1, -1259.139_216_722_402_8, 771.323_428_777_653_1,
  -176.615_029_162_140_6, 12.507_343_278_686_905, -0.138_571_095_265_720_12, 9.984_369_578_019_572e-6,
  1.505_632_735_149_311_6e-7,
];

/** P(X ≥ count) for X of a Poisson distribution with this mean. */
export function poissonTail(count: number, mean: number): number {
  if (count <= 0) return 1;
  if (mean <= 0) return 0;
  return sumFrom(count, (k) => k * Math.log(mean) - mean - logGamma(k + 1), mean);
}

/** P(X ≥ count) of `trials` that each succeed with chance `p`. */
export function binomialTail(count: number, trials: number, p: number): number {
  if (count <= 0) return 1;
  if (count > trials || p <= 0) return 0;
  if (p >= 1) return 1;
  const logOf = (k: number): number =>
    k > trials
      ? Number.NEGATIVE_INFINITY
      : logGamma(trials + 1) -
        logGamma(k + 1) -
        logGamma(trials - k + 1) +
        k * Math.log(p) +
        (trials - k) * Math.log1p(-p);
  return sumFrom(count, logOf, trials * p);
}

/**
 * P(X ≥ count) of a negative binomial with this mean and variance mean + mean²/shape: counts of things that differ from one
 * another in how often they happen. An infinite shape is Poisson.
 */
export function negativeBinomialTail(count: number, mean: number, shape: number): number {
  if (!Number.isFinite(shape)) return poissonTail(count, mean);
  if (count <= 0) return 1;
  if (mean <= 0) return 0;
  const p = mean / (mean + shape);
  const logOf = (k: number): number =>
    logGamma(k + shape) - logGamma(shape) - logGamma(k + 1) + shape * Math.log1p(-p) + k * Math.log(p);
  return sumFrom(count, logOf, mean);
}

/** Sums a tail from `count` upwards, or what lies below it where that is shorter. */
function sumFrom(count: number, logOf: (k: number) => number, mean: number): number {
  if (count <= mean) {
    let below = 0;
    for (let k = 0; k < count; k++) below += Math.exp(logOf(k));
    return Math.min(1, Math.max(0, 1 - below));
  }
  let sum = 0;
  for (let k = count; k < count + MOST_TERMS; k++) {
    const term = Math.exp(logOf(k));
    sum += term;
    if (term <= sum * 1e-12) break;
  }
  return Math.min(1, sum);
}
const MOST_TERMS = 100_000;

/** P(X ≥ count) for trials that each have a chance of their own. */
export function poissonBinomialTail(count: number, chances: readonly number[]): number {
  if (count <= 0) return 1;
  if (count > chances.length) return 0;
  // [k]: the chance of k successes so far; the last is of `count` or more.
  const reached = Array.from<number>({ length: count + 1 }).fill(0);
  reached[0] = 1;
  for (const p of chances) {
    reached[count] = (reached[count] ?? 0) + (reached[count - 1] ?? 0) * p;
    for (let k = count - 1; k > 0; k--) reached[k] = (reached[k] ?? 0) * (1 - p) + (reached[k - 1] ?? 0) * p;
    reached[0] = (reached[0] ?? 0) * (1 - p);
  }
  return Math.min(1, reached[count] ?? 0);
}

/** P(Z ≥ z) of a standard normal distribution; good to about 1e-7 of itself, far out too. */
export function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z);
  // erfc by Chebyshev's fitting: the error is relative, so small chances are right as well.
  const x = z / Math.SQRT2;
  const t = 1 / (1 + 0.5 * x);
  let sum = 0;
  for (let index = ERFC.length - 1; index >= 0; index--) sum = sum * t + (ERFC[index] ?? 0);
  return 0.5 * t * Math.exp(-x * x + sum);
}
const ERFC = [
  -1.265_512_23, 1.000_023_68, 0.374_091_96, 0.096_784_18, -0.186_288_06, 0.278_868_07, -1.135_203_98,
  1.488_515_87, -0.822_152_23, 0.170_872_77,
];

/** The z whose tail is `p`: the other way about. */
export function normalQuantile(p: number): number {
  let low = -40;
  let high = 40;
  for (let step = 0; step < 80; step++) {
    const middle = (low + high) / 2;
    if (normalTail(middle) > p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Two or more independent chances as one (Fisher): small when they are small together. */
export function together(chances: readonly number[]): number {
  const half = -chances.reduce((sum, p) => sum + Math.log(Math.max(p, SMALLEST)), 0);
  // The tail of χ² with 2n degrees of freedom at 2·half.
  let term = Math.exp(-half);
  let sum = term;
  for (let index = 1; index < chances.length; index++) {
    term *= half / index;
    sum += term;
  }
  return Math.min(1, sum);
}
/** Several chances as one, where one of them alone is enough to tell (Cauchy): about the smallest times how many there are. */
export function anyOf(chances: readonly number[]): number {
  const smallest = Math.min(...chances);
  // Where the tangent has no digits left, it is that anyway.
  if (smallest < 1e-12) return Math.min(1, smallest * chances.length);
  const bent = chances.map((p) => Math.tan((0.5 - Math.min(p, 0.99)) * Math.PI));
  const mean = bent.reduce((sum, one) => sum + one, 0) / bent.length;
  return 0.5 - Math.atan(mean) / Math.PI;
}

/** Beyond it a chance is no number any more, and no reviewer cares. */
export const SMALLEST = 1e-300;

/** The middle of numbers, and 0 of none. */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) return 0;
  const sorted = values.toSorted((one, other) => one - other);
  const place = share * (sorted.length - 1);
  const low = sorted[Math.floor(place)] ?? 0;
  const high = sorted[Math.ceil(place)] ?? 0;
  return low + (high - low) * (place - Math.floor(place));
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The median distance from the median, as a standard deviation: a few who cheat do not move it. */
export const spreadOf = (values: readonly number[]): number => {
  const middle = median(values);
  return median(values.map((value) => Math.abs(value - middle))) * 1.4826;
};
