/** What somebody types into a field for a phone, as a number with its country: 8 916 …, 916 … and +7 916 … are one. */
export function phoneOf(typed: string): string {
  const digits = typed.replaceAll(/\D/g, '');
  if (typed.trimStart().startsWith('+')) return `+${digits}`;
  if (/^8\d{10}/.test(digits)) return `+7${digits.slice(1)}`;
  return digits.startsWith('9') ? `+7${digits}` : `+${digits}`;
}

const groups = [3, 3, 2, 2] as const;
const separators = [' ', ' ', '-', '-'] as const;

/** The same, written as it is read: +7 916 402-18-55. Half a number is written as far as it goes. */
export function writtenPhone(typed: string): string {
  const digits = typed.replaceAll(/\D/g, '');
  if (digits === '') return typed.trimStart().startsWith('+') ? '+' : '';
  const begins = typed.trimStart();
  const russian = /^(\+7|8|9)/.test(begins);
  if (!russian) return begins.startsWith('+') ? `+${digits}` : digits;
  let rest = begins.startsWith('9') ? digits : digits.slice(1);
  let written = '+7';
  for (const [index, size] of groups.entries()) {
    if (rest === '') break;
    written += (separators[index] ?? '') + rest.slice(0, size);
    rest = rest.slice(size);
  }
  return written + rest;
}

/** Whether it may be a whole number; the server knows better. */
export const isWholePhone = (typed: string): boolean => {
  const phone = phoneOf(typed);
  return phone.startsWith('+7') ? phone.length === 12 : phone.length >= 9 && phone.length <= 16;
};
