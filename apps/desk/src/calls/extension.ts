/** How a telephone of the chain is dialled within it. */
export const isExtension = (text: string): boolean => /^\d{2,8}$/.test(text);
