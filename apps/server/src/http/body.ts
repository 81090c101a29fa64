import { isUtf8 } from 'node:buffer';
import { pointer, shown } from './pointer.ts';
import { Refused } from './problem.ts';

/** Far above any real document; keeps recursive code after the door off the end of the stack. */
const deepest = 64;

/** Names through which a careless assignment would reach a prototype. */
const forbiddenNames = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Reads a JSON body and refuses what JSON allows but this house cannot keep: nesting without end, numbers that lose digits,
 * U+0000 (PostgreSQL has no place for it) and halves of surrogate pairs.
 */
export function parseBody(raw: Buffer): unknown {
  if (raw.length === 0) throw badJson('The body is empty; send a JSON object.');
  if (!isUtf8(raw)) throw badJson('The body is not UTF-8; encode it as UTF-8.');
  const text = withoutMark(raw.toString('utf8'));
  const { depth, suspicious } = survey(text);
  if (depth > deepest) {
    throw new Refused({
      code: 'bad-request',
      detail: `The body nests deeper than ${deepest}; flatten it.`,
      path: '',
    });
  }
  const value = parseJson(text);
  if (suspicious) refuseUnkeepable(value, []);
  return value;
}

const badJson = (detail: string): Refused => new Refused({ code: 'bad-json', detail });

/** Some senders, 1C among them, begin UTF-8 with a byte order mark. */
const withoutMark = (text: string): string => (text.codePointAt(0) === 0xfeff ? text.slice(1) : text);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    // V8's message quotes the body; only the place is told.
    const at = /line (\d+) column (\d+)/.exec(String(error));
    const where = at
      ? `stops being JSON at line ${at[1]}, column ${at[2]}`
      : 'is not JSON, or ends too early';
    throw badJson(`The body ${where}; check its syntax.`);
  }
}

const quote = 0x22;
const backslash = 0x5c;
const longestExactNumber = 15;

/** One pass without allocation, so that an ordinary body never pays for the walk below. */
function survey(text: string): { depth: number; suspicious: boolean } {
  let depth = 0;
  let level = 0;
  let digits = 0;
  let inString = false;
  let suspicious = text.includes('__proto__') || text.includes('constructor') || text.includes('prototype');
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (inString) {
      if (unit === quote) inString = false;
      else if (unit === backslash) {
        index += 1;
        suspicious ||= text[index] === 'u';
      }
      continue;
    }
    if (unit === quote) inString = true;
    else if (unit === 0x7b || unit === 0x5b) depth = Math.max(depth, (level += 1));
    else if (unit === 0x7d || unit === 0x5d) level -= 1;
    const exponent = digits > 0 && (unit === 0x65 || unit === 0x45);
    digits = unit >= 0x30 && unit <= 0x39 ? digits + 1 : 0;
    suspicious ||= exponent || digits > longestExactNumber;
  }
  return { depth, suspicious };
}

type Path = readonly (string | number)[];

function refuseUnkeepable(value: unknown, path: Path): void {
  if (typeof value === 'string') refuseString(value, path);
  else if (typeof value === 'number') refuseNumber(value, path);
  else if (Array.isArray(value)) value.forEach((item, index) => refuseUnkeepable(item, [...path, index]));
  else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) {
      refuseName(name, path);
      refuseUnkeepable(inner, [...path, name]);
    }
  }
}

function refuseString(value: string, path: Path): void {
  const wrong = unkeepable(value);
  if (wrong) throw bad(path, `${shown(path)} has ${wrong} in its text; remove it.`);
}

function refuseName(name: string, path: Path): void {
  const wrong = forbiddenNames.has(name) ? 'a name that is not allowed' : unkeepable(name);
  if (wrong) throw bad([...path, name], `${shown([...path, name])} has ${wrong}; remove it.`);
}

function refuseNumber(value: number, path: Path): void {
  if (Math.abs(value) <= Number.MAX_SAFE_INTEGER) return;
  throw bad(path, `${shown(path)} is too large a number; it must be between −(2^53 − 1) and 2^53 − 1.`);
}

const bad = (path: Path, detail: string): Refused =>
  new Refused({ code: 'bad-request', detail, path: pointer(path) });

/** What makes a text impossible to store, in words; nothing when it is fine. */
export function unkeepable(text: string): string | undefined {
  if (text.includes('\0')) return 'the character U+0000';
  return text.isWellFormed() ? undefined : 'half of a surrogate pair';
}
