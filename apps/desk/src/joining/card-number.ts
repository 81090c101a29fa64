/** Thirteen digits, the last of which proves the rest. */
export const isCard = (number: string): boolean =>
  /^\d{13}$/.test(number) &&
  Array.from(number, Number).reduce((sum, digit, place) => sum + digit * (place % 2 === 0 ? 1 : 3), 0) %
    10 ===
    0;
