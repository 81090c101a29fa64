import { fieldOf } from './json.ts';

/** What the log may know of an exception. PostgreSQL's `detail` and `where` quote rows, and rows are people. */
export interface BugReport {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly constraint?: string;
  readonly table?: string;
  readonly stack?: string;
  readonly cause?: BugReport;
}

export function bugReport(thrown: unknown): BugReport {
  if (!(thrown instanceof Error))
    return { name: typeof thrown, message: 'something that is not an Error was thrown' };
  const message = discreet(thrown, thrown.message);
  return {
    name: thrown.name,
    message,
    ...word(thrown, 'code'),
    ...word(thrown, 'constraint'),
    ...word(thrown, 'table'),
    ...(thrown.stack !== undefined && { stack: thrown.stack.replace(thrown.message, () => message) }),
    ...(thrown.cause instanceof Error && thrown.cause !== thrown && { cause: bugReport(thrown.cause) }),
  };
}

/** What people are found by, wherever it stands: phones, cards and codes, addresses of e-mail. Ids have no such runs of digits. */
const ofPeople = /(?<![\w-])\+?\d{6,}(?![\w-])|[^\s"'<>()@]+@[^\s"'<>()]+/g;

function discreet(error: Error, message: string): string {
  return (quotesValues(error) ? message.replaceAll(/"[^"]*"/g, '"…"') : message).replaceAll(ofPeople, '…');
}

/** PostgreSQL's data exceptions (class 22) put the value itself in quotes, and JSON.parse the text it stopped at. */
const quotesValues = (error: Error): boolean =>
  error instanceof SyntaxError || ('code' in error && /^22\w{3}$/.test(String(error.code)));

const word = (error: Error, name: 'code' | 'constraint' | 'table'): Record<string, string> => {
  const value = fieldOf(error, name);
  return typeof value === 'string' ? { [name]: value } : {};
};
