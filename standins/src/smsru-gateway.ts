import { createHash } from 'node:crypto';
import { httpGateway, isPhone, type Asked, type HttpGateway, type Reply } from './http-gateway.ts';

interface SentBySmsru {
  readonly id: string;
  readonly phone: string;
  readonly text: string;
}
interface Called {
  readonly id: string;
  readonly phone: string;
  readonly code: string;
}

export interface SmsruGateway extends HttpGateway {
  readonly sent: SentBySmsru[];
  readonly called: Called[];
  /** What SMS.ru says of the next number instead of taking it. */
  refuseWith: number | null;
  /** The form of a callback about these, as SMS.ru signs it. */
  callback(statuses: readonly (readonly [id: string, status: number])[]): URLSearchParams;
}

const say = (answer: object): Reply => ({ body: JSON.stringify(answer) });
const envelopeError = (status_code: number): Reply =>
  say({ status: 'ERROR', status_code, status_text: 'no' });

/** SMS.ru: an envelope that says OK may hold a number that was refused. For calls it chooses the digits. */
export async function smsruGateway(account: { apiId: string }): Promise<SmsruGateway> {
  const state = { refuseWith: null as number | null, next: 1000 };
  const [sent, called]: [SentBySmsru[], Called[]] = [[], []];

  function send({ fields }: Asked): Reply {
    const phone = fields.get('to') ?? '';
    const text = fields.get('msg') ?? '';
    if (text === '') return envelopeError(203);
    const refused = state.refuseWith ?? (isPhone(phone) ? null : 202);
    if (refused !== null)
      return say({
        status: 'OK',
        status_code: 100,
        sms: { [phone]: { status: 'ERROR', status_code: refused } },
      });
    const id = `202611-${state.next++}`;
    sent.push({ id, phone, text });
    const mine = { status: 'OK', status_code: 100, sms_id: id, cost: '2.85' };
    return say({ status: 'OK', status_code: 100, sms: { [phone]: mine }, balance: 100 });
  }

  function call({ fields }: Asked): Reply {
    const phone = fields.get('phone') ?? '';
    const refused = state.refuseWith ?? (isPhone(phone) ? null : 202);
    if (refused !== null) return envelopeError(refused);
    // Digits with a nought in front, which are a number to whoever is careless.
    const code = `0${state.next % 1000}`.padStart(4, '0');
    const id = `000000-${state.next++}`;
    called.push({ id, phone, code });
    return say({ status: 'OK', code, call_id: id, cost: 0.4, balance: 100 });
  }

  const gateway = await httpGateway((asked) => {
    if (asked.fields.get('api_id') !== account.apiId) return envelopeError(200);
    if (asked.path === '/sms/send' && asked.fields.get('json') === '1') return send(asked);
    return asked.path === '/code/call' ? call(asked) : envelopeError(210);
  });
  return Object.assign(state, gateway, {
    sent,
    called,
    callback(statuses: readonly (readonly [id: string, status: number])[]) {
      const items = statuses.map(([id, status]) => `sms_status\n${id}\n${status}\n1795348800`);
      const form = new URLSearchParams();
      items.forEach((item, index) => form.append(`data[${index}]`, item));
      form.append(
        'hash',
        createHash('sha256')
          .update(account.apiId + items.join(''))
          .digest('hex'),
      );
      return form;
    },
  });
}
