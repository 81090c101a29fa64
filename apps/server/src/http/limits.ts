/** What one request may be at most. */
export const largestBody = 1024 * 1024;
export const longestParameter = 256;
/** A till gives up long before; a client that drips its request byte by byte is cut off. */
export const requestTimeout = 30_000;
