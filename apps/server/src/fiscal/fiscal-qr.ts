/** What the QR code of a fiscal receipt says. The law names its fields: time, sum, register's storage, document, sign, kind. */
export interface FiscalReceipt {
  /** As the register's clock showed it, without a zone: YYYY-MM-DDTHH:MM:SS. */
  readonly localTime: string;
  /** In minor units. */
  readonly sum: number;
  /** The fiscal storage of the register, 16 digits. */
  readonly storage: string;
  /** The number of the document in it, without leading zeros. */
  readonly document: string;
  /** The fiscal sign, 10 digits at most. */
  readonly sign: string;
  readonly kind: 'sale' | 'return' | 'expense' | 'expense-return';
}

export type Parsed =
  | { readonly ok: true; readonly receipt: FiscalReceipt }
  | { readonly ok: false; readonly field: Field | null };

const fields = ['t', 's', 'fn', 'i', 'fp', 'n'] as const;
type Field = (typeof fields)[number];

const kinds = { 1: 'sale', 2: 'return', 3: 'expense', 4: 'expense-return' } as const;

/** Each field once, none that is not known: a code that was cut off or made up is not guessed at. */
export function parseFiscalQr(text: string): Parsed {
  const parts = text
    .trim()
    .split('&')
    .map((part) => part.split('='));
  const read = new Map<string, string>();
  for (const [name = '', value, ...more] of parts) {
    if (value === undefined || more.length > 0 || read.has(name)) return { ok: false, field: null };
    read.set(name, value);
  }
  const missing = fields.find((field) => !read.has(field));
  if (missing !== undefined) return { ok: false, field: missing };
  if (read.size !== fields.length) return { ok: false, field: null };
  return receiptOf((field) => read.get(field) ?? '');
}

function receiptOf(valueOf: (field: Field) => string): Parsed {
  const localTime = timeOf(valueOf('t'));
  if (localTime === null) return { ok: false, field: 't' };
  const sum = sumOf(valueOf('s'));
  if (sum === null) return { ok: false, field: 's' };
  const storage = valueOf('fn');
  if (!/^\d{16}$/.test(storage)) return { ok: false, field: 'fn' };
  const document = numberOf(valueOf('i'));
  if (document === null) return { ok: false, field: 'i' };
  const sign = numberOf(valueOf('fp'));
  if (sign === null) return { ok: false, field: 'fp' };
  const kind = Object.entries(kinds).find(([digit]) => digit === valueOf('n'))?.[1];
  if (kind === undefined) return { ok: false, field: 'n' };
  return { ok: true, receipt: { localTime, sum, storage, document, sign, kind } };
}

/** 20261122T1905 or 20261122T190512: a minute that the calendar has. */
function timeOf(text: string): string | null {
  const [, year, month, day, hour, minute, second = '00'] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?$/.exec(text) ?? [];
  if (year === undefined) return null;
  const written = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const at = Date.parse(`${written}Z`);
  // The 31st of February is read as a day of March.
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(written) ? written : null;
}

/** Roubles with kopecks, or whole; twelve digits of them are more than any receipt. */
function sumOf(text: string): number | null {
  const [, whole, part = ''] = /^(\d{1,10})(?:\.(\d{1,2}))?$/.exec(text) ?? [];
  if (whole === undefined) return null;
  const sum = Number(whole) * 100 + Number(part.padEnd(2, '0'));
  return sum > 0 ? sum : null;
}

/** Up to ten digits, and leading zeros say nothing. */
function numberOf(text: string): string | null {
  if (!/^\d{1,10}$/.test(text)) return null;
  const number = text.replace(/^0+/, '');
  return number === '' ? null : number;
}

/** What a fiscal receipt is called everywhere: a storage numbers its documents once. */
export const fiscalName = ({ storage, document }: Pick<FiscalReceipt, 'storage' | 'document'>): string =>
  `${storage}-${document}`;
