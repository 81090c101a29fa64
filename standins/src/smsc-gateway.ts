import { createHash } from 'node:crypto';
import { httpGateway, isPhone, type HttpGateway, type Reply } from './http-gateway.ts';

interface SentSms {
  readonly id: string;
  readonly phone: string;
  readonly text: string;
}

export interface SmscGateway extends HttpGateway {
  readonly sent: SentSms[];
  /** In hundredths; an SMS takes 300. */
  money: number;
  /** The form of a status callback, as SMSC.ru signs it. */
  callback(id: string, phone: string, status: number): URLSearchParams;
}

const no = (code: number, words: string): Reply => ({
  body: JSON.stringify({ error: words, error_code: code }),
});

/** SMSC.ru: says yes and no with 200. */
export async function smscGateway(account: {
  login: string;
  password: string;
  secret: string;
}): Promise<SmscGateway> {
  const sent: SentSms[] = [];
  const state = { money: 100_000 };
  const gateway = await httpGateway(({ path, fields }) => {
    const field = (name: string): string => fields.get(name) ?? '';
    if (field('login') !== account.login || field('psw') !== account.password)
      return no(2, 'authorise error');
    if (field('fmt') !== '3') return { body: `OK - 1 SMS, ID - ${field('id')}`, type: 'text/plain' };
    if (path === '/sys/status.php') {
      const found = sent.some(({ id, phone }) => id === field('id') && phone === field('phone'));
      return { body: JSON.stringify(found ? { status: -1 } : { status: -3 }) };
    }
    if (path !== '/sys/send.php' || field('mes') === '') return no(1, 'wrong parameters');
    if (field('charset') !== 'utf-8') return no(1, 'the text is not what it should be');
    if (!isPhone(field('phones'))) return no(7, 'invalid number');
    if (state.money < 300) return no(3, 'no money');
    state.money -= 300;
    sent.push({ id: field('id'), phone: field('phones'), text: field('mes') });
    const answer = { id: Number(field('id')), cnt: 1, cost: '3', balance: String(state.money / 100) };
    return { body: JSON.stringify(answer) };
  });
  return Object.assign(state, gateway, {
    sent,
    callback(id: string, phone: string, status: number) {
      const md5 = createHash('md5').update(`${id}:${phone}:${status}:${account.secret}`).digest('hex');
      return new URLSearchParams({ id, phone, status: String(status), time: '22.11.2026 12:00:00', md5 });
    },
  });
}
