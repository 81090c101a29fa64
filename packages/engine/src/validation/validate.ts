import { normaliseCode } from '../codes.ts';
import {
  type CardPolicy,
  type Duration,
  type EarningRule,
  type Level,
  type Life,
  type OfflinePolicy,
  type PointKind,
  type Programme,
  type PromotionGroup,
  type ReturnPolicy,
  type SpendingRule,
} from '../programme.ts';
import { minor, points, type BasisPoints } from '../number.ts';
import { isRecord } from './record.ts';
import { Report, type Problem } from './report.ts';
import {
  flag,
  integer,
  list,
  matching,
  object,
  oneOf,
  optional,
  reference,
  refuseName,
  reject,
  under,
  type Check,
  type Names,
  type Place,
} from './schema.ts';
import { condition } from './validate-condition.ts';
import { id, money, name, priority, promotion, rate, whole } from './validate-promotion.ts';
import { namesIn, questionnaire } from './validate-questionnaire.ts';

export type Validation =
  | { readonly ok: true; readonly programme: Programme }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Makes a programme of a document somebody wrote, or says everything that is wrong with it. Never throws,
 * whatever it is given. The programme is a copy: codes are in the form in which they are compared.
 */
export function validateProgramme(document: unknown): Validation {
  const report = new Report(document);
  const names: Names = {
    kinds: idsIn(document, 'kinds'),
    levels: idsIn(document, 'levels'),
    groups: idsIn(document, 'groups'),
    stamps: stampKinds(document),
  };
  const programme = programmeShape(document, { report, path: [], names });
  checkAcross(document, report);
  if (programme === undefined || report.problems.length > 0) return { ok: false, problems: report.problems };
  return { ok: true, programme };
}

const duration: Check<Duration> = (value, place) => {
  const checked = durationShape(value, place);
  if (checked === undefined) return undefined;
  const { months = 0, days = 0, seconds = 0 } = checked;
  return months + days + seconds === 0 && checked.until === undefined
    ? reject(place, 'no-duration')
    : checked;
};

/** At most a hundred years: further on nobody means it. */
const durationShape = object<Duration>({
  seconds: optional(integer(whole, 'time', { min: 0, max: 3_155_760_000 })),
  days: optional(integer(whole, 'time', { min: 0, max: 36_525 })),
  months: optional(integer(whole, 'time', { min: 0, max: 1200 })),
  until: optional(oneOf(['end-of-day'], 'choice')),
});

const always: Check<true> = (value, place) => (value === true ? true : reject(place, 'no-duration'));

const life: Check<Life> = (value, place) =>
  isRecord(value) && Object.hasOwn(value, 'never')
    ? object<{ readonly never: true }>({ never: always })(value, place)
    : duration(value, place);

const kind = object<PointKind>({
  // As the API takes the name of a kind.
  id: matching(/^[a-z][a-z0-9-]{0,31}$/, 'bonus'),
  name,
  worth: integer(minor, 'money', { min: 1, max: 1_000_000 }),
  life,
  activation: optional(duration),
  spending: optional(
    object<SpendingRule>({
      maxShare: rate,
      lines: optional(condition('line')),
      when: optional(condition('receipt')),
    }),
  ),
});

const level = object<Level>({ id, name, from: money, spends: flag });

/** One rate, or one for each level that earns. */
const rates: Check<EarningRule['rate']> = (value, place) => {
  if (!isRecord(value)) return rate(value, place);
  const copy: [string, BasisPoints][] = [];
  let right = true;
  for (const key of Object.keys(value)) {
    if (place.report.full) return undefined;
    const known = [...place.names.levels];
    const part = place.names.levels.has(key)
      ? rate(value[key], under(place, key))
      : refuseName(place, { what: 'level', name: key, known });
    if (part === undefined) right = false;
    else copy.push([key, part]);
  }
  return right ? Object.fromEntries(copy) : undefined;
};

const earning = object<EarningRule>({
  id,
  name,
  kind: reference('kinds', 'kind'),
  rate: rates,
  lines: optional(condition('line')),
  when: optional(condition('receipt')),
});

const group = object<PromotionGroup>({ id, name, priority, choose: oneOf(['all', 'best'], 'choice') });

/** Currencies of ISO 4217 whose minor unit is not a hundredth: slips would show other sums than were meant. */
const notInHundredths: ReadonlySet<string> = new Set(
  [
    // No decimals.
    'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
    // Three.
    'BHD IQD JOD KWD LYD OMR TND',
    // Four.
    'CLF UYW',
  ].flatMap((codes) => codes.split(' ')),
);

const currency: Check<string> = (value, place) => {
  const written = matching(/^[A-Z]{3}$/, 'RUB')(value, place);
  if (written === undefined || !notInHundredths.has(written)) return written;
  place.report.add(place.path, 'not-in-hundredths', { currency: written });
  return undefined;
};

const programmeShape: Check<Programme> = object<Programme>({
  format: oneOf(['bonum/1'], 'format'),
  id,
  name,
  currency,
  zone: matching(/^(UTC|[A-Z][A-Za-z_+-]{1,30}(\/[A-Za-z0-9_+-]{1,30}){1,2})$/, 'Europe/Moscow'),
  // As many as the API takes points by kind.
  kinds: list(kind, { min: 1, max: 16 }),
  levels: list(level, { min: 1, max: 50 }),
  earning: list(earning, { min: 0, max: 200 }),
  promotions: list(promotion, { min: 0, max: 2000 }),
  groups: optional(list(group, { min: 0, max: 200 })),
  returns: object<ReturnPolicy>({
    shortfall: oneOf(['debt', 'reduce-refund'], 'choice'),
    graceDays: integer(whole, 'time', { min: 0, max: 3650 }),
  }),
  holds: object<Programme['holds']>({
    minutes: integer(whole, 'time', { min: 1, max: 1440 }),
    receiptHours: optional(integer(whole, 'time', { min: 1, max: 720 })),
  }),
  cards: object<CardPolicy>({
    prefixes: list(matching(/^\d{2,9}$/, '2101'), { min: 1, max: 20 }),
    most: optional(integer(whole, 'count', { min: 1, max: 100 })),
  }),
  questionnaire: optional(questionnaire),
  erasure: optional(object<NonNullable<Programme['erasure']>>({ points: oneOf(['burn', 'stay'], 'choice') })),
  offline: optional(
    object<OfflinePolicy>({
      days: integer(whole, 'time', { min: 1, max: 365 }),
      points: optional(
        object<NonNullable<OfflinePolicy['points']>>({
          most: integer(points, 'points', { min: 1, max: 1_000_000_000 }),
          hours: integer(whole, 'time', { min: 1, max: 720 }),
        }),
      ),
    }),
  ),
  invitation: optional(
    object<NonNullable<Programme['invitation']>>({
      days: integer(whole, 'time', { min: 1, max: 365 }),
    }),
  ),
});

/**
 * What is right only together is read from the document itself, not from the copy, so that it is reported with
 * everything else even where the rest of the document is wrong.
 */
function checkAcross(document: unknown, report: Report): void {
  const place: Place = {
    report,
    path: [],
    names: { kinds: new Set(), levels: new Set(), groups: new Set(), stamps: new Set() },
  };
  refuseRepeated(idsAt(document, ['kinds']), place);
  refuseRepeated(idsAt(document, ['levels']), place);
  refuseRepeated(idsAt(document, ['groups']), place);
  // A source of points is named by its id alone, be it a rule or a promotion.
  refuseRepeated(idsAt(document, ['earning', 'promotions']), place);
  // Each counts its own units: of stamps that two promotions took, a return could not tell whose they were.
  refuseRepeated(stampsIn(document), place);
  refuseRepeated(codesIn(document), place);
  refuseRepeated(textsAt(document, 'cards', 'prefixes'), place);
  for (const named of namesIn(document)) refuseRepeated(named, place);
  checkLevels(entriesOf(document, 'levels'), report);
}

interface Found {
  readonly value: string;
  readonly path: readonly (string | number)[];
}

function refuseRepeated(found: readonly Found[], { report }: Place): void {
  const seen = new Set<string>();
  for (const { value, path } of found) {
    if (seen.has(value)) report.add(path, 'duplicate', { value: value.slice(0, 60) });
    seen.add(value);
  }
}

function checkLevels(levels: readonly Readonly<Record<string, unknown>>[], report: Report): void {
  let previous: { readonly from: number; readonly id: string } | null = null;
  levels.forEach((entry, index) => {
    const from = entry['from'];
    if (typeof from !== 'number') return;
    if (index === 0 && from !== 0) report.add(['levels', 0, 'from'], 'first-level-not-zero', {});
    if (previous !== null && from <= previous.from) {
      report.add(['levels', index, 'from'], 'levels-not-ascending', { previous: previous.id });
    }
    previous = { from, id: String(entry['id']).slice(0, 60) };
  });
}

const idsIn = (document: unknown, section: string): Set<string> =>
  new Set(idsAt(document, [section]).map(({ value }) => value));

const stampKinds = (document: unknown): Set<string> =>
  new Set(
    entriesOf(document, 'kinds').flatMap((entry) =>
      typeof entry['id'] === 'string' && entry['spending'] === undefined ? [entry['id']] : [],
    ),
  );

/** The kinds with which promotions count units. */
const stampsIn = (document: unknown): Found[] =>
  entriesOf(document, 'promotions').flatMap((entry, index) => {
    const effect = entry['effect'];
    const stamps = isRecord(effect) && Object.hasOwn(effect, 'stamps') ? effect['stamps'] : undefined;
    return typeof stamps === 'string'
      ? [{ value: stamps, path: ['promotions', index, 'effect', 'stamps'] }]
      : [];
  });

const idsAt = (document: unknown, sections: readonly string[]): Found[] =>
  sections.flatMap((section) =>
    entriesOf(document, section).flatMap((entry, index) => {
      const value = entry['id'];
      return typeof value === 'string' ? [{ value, path: [section, index, 'id'] }] : [];
    }),
  );

const codesIn = (document: unknown): Found[] =>
  entriesOf(document, 'promotions').flatMap((entry, index) =>
    stringsOf(entry['codes']).map(({ value, at }) => ({
      value: normaliseCode(value),
      path: ['promotions', index, 'codes', at],
    })),
  );

function textsAt(document: unknown, section: string, field: string): Found[] {
  const part = isRecord(document) ? document[section] : undefined;
  const texts = isRecord(part) ? stringsOf(part[field]) : [];
  return texts.map(({ value, at }) => ({ value, path: [section, field, at] }));
}

/** Longer lists and texts are refused by their own checks and need not be looked through. */
const longestList = 2000;

const stringsOf = (value: unknown): { readonly value: string; readonly at: number }[] =>
  Array.isArray(value) && value.length <= longestList
    ? value.flatMap((part: unknown, at) =>
        typeof part === 'string' && part.length <= 200 ? [{ value: part, at }] : [],
      )
    : [];

/** The entries of a list in the document; what is not an object stands for an empty one, so that places stay right. */
function entriesOf(document: unknown, section: string): readonly Readonly<Record<string, unknown>>[] {
  const entries = isRecord(document) && Object.hasOwn(document, section) ? document[section] : undefined;
  if (!Array.isArray(entries) || entries.length > longestList) return [];
  return entries.map((entry: unknown) => (isRecord(entry) ? entry : {}));
}
