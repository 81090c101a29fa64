/** Longer names come from attackers, not from people; a problem does not echo them whole. */
const longestName = 60;

const clipped = (name: string): string =>
  (name.length <= longestName ? name : `${name.slice(0, longestName)}…`).toWellFormed();

/** RFC 6901. */
export function pointer(path: readonly (string | number)[]): string {
  return path.map((step) => `/${clipped(String(step)).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** A path as a sentence shows it. */
export const shown = (path: readonly (string | number)[]): string => shownPointer(pointer(path));

export const shownPointer = (path: string): string => (path === '' ? 'The body' : visible(path));

/** Control characters would otherwise reach a terminal that prints the problem. */
const visible = (text: string): string => text.replaceAll(/\p{C}/gu, '�');
