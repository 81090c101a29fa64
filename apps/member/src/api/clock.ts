/** How far this device's clock is behind the server's, by the answer that came last. */
let behindMs = 0;

export function heardTheTime(response: Response): void {
  const said = Date.parse(response.headers.get('date') ?? '');
  // It is said in whole seconds: less is no difference.
  if (!Number.isNaN(said)) behindMs = Math.abs(said - Date.now()) < 2000 ? 0 : said - Date.now();
}

/** Now, as the server has it: what it dates can be counted down to on a phone whose clock is wrong. */
export const serverNow = (): number => Date.now() + behindMs;
