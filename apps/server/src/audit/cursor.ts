/** Where a page of the log ended. */
export interface Place {
  readonly at: number;
  readonly ownerId: string;
  readonly number: number;
}

export const cursorOf = ({ at, ownerId, number }: Place): string => `${at}.${ownerId}.${number}`;

/** null: it is not one of ours. */
export function readCursor(text: string): Place | null {
  const found = /^(\d{1,15})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(\d{1,15})$/.exec(text);
  if (!found) return null;
  const [, at, ownerId = '', number] = found;
  return { at: Number(at), ownerId, number: Number(number) };
}
