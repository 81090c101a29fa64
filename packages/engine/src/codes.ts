/** Codes are compared as people mean them: without the spaces around and in one case. */
export const normaliseCode = (code: string): string => code.trim().toUpperCase();
