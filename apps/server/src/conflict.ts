/** What was read has changed meanwhile: read and think again. */
export class Conflict extends Error {
  override name = 'Conflict';
}
