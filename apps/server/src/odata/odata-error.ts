/** A no of the feed: with a status of HTTP, in the words of OData. */
export class ODataError extends Error {
  override name = 'ODataError';
  readonly status: 400 | 404 | 501;
  /** The option of the address it is about. */
  readonly target: string | undefined;

  constructor(status: 400 | 404 | 501, message: string, target?: string) {
    super(message);
    this.status = status;
    this.target = target;
  }
}
