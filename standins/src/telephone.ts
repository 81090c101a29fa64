import { httpGateway, type Asked, type Reply } from './http-gateway.ts';
import type { MangoOffice, Notification } from './mango-office.ts';

interface Wanted {
  readonly office: MangoOffice;
  /** Where the exchange tells its news: what the notifications' paths are put behind. */
  readonly callbackUrl: string;
  /** Who can call, with a word about each. */
  readonly callers: readonly { readonly phone: string | null; readonly who: string }[];
  readonly line: string;
}

export interface Telephone extends AsyncDisposable {
  readonly url: string;
}

interface Ringing {
  readonly entryId: string;
  readonly told: readonly Notification[];
  /** How many of them were told. */
  next: number;
}

/** A page on which to ring an operator: the exchange then tells of the call as it goes on, and of its recording a while later. */
export async function telephone({ office, callbackUrl, callers, line }: Wanted): Promise<Telephone> {
  let ringing: Ringing | null = null;
  let calls = 0;

  const tell = async ({ path, form }: Notification): Promise<void> => {
    await fetch(`${callbackUrl}/${path}`, { method: 'POST', body: form }).catch(() => undefined);
  };
  const goOn = async (call: Ringing, until: number): Promise<void> => {
    while (call.next < until) {
      const one = call.told[call.next++];
      if (one) await tell(one);
    }
  };

  function act({ path, fields }: Asked): void {
    if (path === '/ring') {
      calls += 1;
      const entryId = `demo-${Date.now()}-${calls}`;
      const { phone = null } = callers[Number(fields.get('caller'))] ?? {};
      const extension = /^\d{2,8}$/.exec(fields.get('extension') ?? '')?.[0] ?? '101';
      const told = office.incoming({
        entryId,
        extension,
        line,
        ...(phone !== null && { from: phone }),
        seconds: 45,
      });
      ringing = { entryId, told, next: 0 };
      void goOn(ringing, 1);
    }
    if (path === '/answer' && ringing) void goOn(ringing, 2);
    if (path === '/hang-up' && ringing) {
      const { entryId } = ringing;
      void goOn(ringing, ringing.told.length).then(() =>
        setTimeout(() => office.record(`rec-${entryId}`), 3000),
      );
      ringing = null;
    }
  }

  const gateway = await httpGateway((asked): Reply => {
    if (asked.method === 'POST') {
      act(asked);
      return { status: 303, body: '', headers: { location: '/' } };
    }
    return { type: 'text/html; charset=utf-8', body: pageOf(callers, ringing) };
  });
  return gateway;
}

function pageOf(callers: Wanted['callers'], ringing: Ringing | null): string {
  const options = callers.map(
    ({ phone, who }, index) => `<option value="${index}">${phone ?? '—'} · ${who}</option>`,
  );
  const ring = `<form method="post" action="/ring"><label>Who calls <select name="caller">${options.join('')}</select></label>
    <label>Telephone <input name="extension" value="101" inputmode="numeric" pattern="[0-9]{2,8}"></label><button>Call</button></form>`;
  const button = (action: string, name: string): string =>
    `<form method="post" action="/${action}"><button>${name}</button></form>`;
  const body =
    ringing === null
      ? ring
      : ringing.next < 2
        ? `<p>It rings.</p>${button('answer', 'Answer')}${button('hang-up', 'Hang up')}`
        : `<p>They talk.</p>${button('hang-up', 'Hang up')}`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
    <title>Telephone</title><style>body{font:16px/1.5 system-ui;max-width:32rem;margin:10vh auto;padding:0 1rem}
    form{display:flex;flex-wrap:wrap;gap:1rem;align-items:end;margin:1rem 0}label{display:grid}
    button,select,input{font:inherit;padding:.5rem 1rem}</style><h1>A telephone exchange</h1>
    <p>It rings an operator as Mango Office would. Sit at the same telephone in the desk first.</p>${body}</html>`;
}
