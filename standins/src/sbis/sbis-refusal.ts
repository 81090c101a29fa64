import type { Reply } from '../http-gateway.ts';

export const json = (status: number, said: unknown): Reply => ({
  status,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(said),
});

/** What Saby says no with: JSON, a line of text, or a page for people. */
export class SbisRefusal extends Error {
  override name = 'SbisRefusal';
  readonly reply: Reply;

  constructor(reply: Reply) {
    super(String(reply.body));
    this.reply = reply;
  }

  static json(status: number, message: string): SbisRefusal {
    return new SbisRefusal(json(status, { message }));
  }

  static text(status: number, body: string): SbisRefusal {
    return new SbisRefusal({ status, type: 'text/plain; charset=utf-8', body });
  }

  static page(status: number, title: string): SbisRefusal {
    return new SbisRefusal({
      status,
      type: 'text/html; charset=utf-8',
      body: `<html><body>${title}</body></html>`,
    });
  }
}
