import { randomUUID } from 'node:crypto';
import { cookies, operations, type OperationContract } from '@bonum/contract';
import { instant } from '@bonum/engine';
import { pino, type Logger } from 'pino';
import { describe, expect, test } from 'vitest';
import { deliverMessages } from '../messages/deliver-messages.ts';
import { publish } from '../programme/publish.ts';
import { shipped } from '../testing/chain.ts';
import { wholeServer, type WholeServer } from '../testing/whole-server.ts';
import { bugReport } from './bug-report.ts';

/** A person who is in the requests below and must not be in a log, in any form. */
const person = {
  phone: '+79995550177',
  name: 'Меткислава',
  surname: 'Меткина',
  email: 'metka@example.org',
  city: 'Меткоград',
};
const CARD = '2900000099999';
const traces = /9995550177|Метк|metka|2900000099999|bonum_a_key/i;

interface Logged {
  readonly logger: Logger;
  readonly lines: string[];
}

function logging(): Logged {
  const lines: string[] = [];
  const logger = pino(
    { level: 'trace', serializers: { err: bugReport } },
    { write: (text: string) => void lines.push(text) },
  );
  return { logger, lines };
}

function post(whole: WholeServer, path: string, body: unknown): Promise<Response> {
  return fetch(`${whole.baseUrl}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${whole.key}`, 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

async function code(whole: WholeServer, confirmationId: string): Promise<string> {
  await post(whole, '/v1/confirmations', { confirmationId, purpose: 'join', phone: person.phone });
  return whole.codeOf(confirmationId);
}

/** No function of ours does; a trigger of somebody's own may. */
const complaining = `
  create function complain() returns trigger language plpgsql as
    $$ begin raise exception '% of % cannot be', new.phone, new.email using detail = new.name; end $$;
  create trigger complaining before insert on member for each row execute function complain()`;

async function join(whole: WholeServer): Promise<number> {
  const confirmationId = randomUUID();
  const confirmation = { confirmationId, code: await code(whole, confirmationId) };
  const response = await post(whole, '/v1/members', { memberId: randomUUID(), ...person, confirmation });
  return response.status;
}

describe('U12 the log knows nobody', () => {
  test.each([
    ['a check that does not hold', `alter table member add check (surname <> 'Меткина')`, '23514'],
    [
      'a value that is too long',
      'drop schema bi_personal cascade; alter table member alter surname type varchar(3)',
      '22001',
    ],
    ['a value that is missing', 'alter table member add shoe_size text not null', '23502'],
    ['a function that quotes its rows', complaining, 'P0001'],
  ])('though PostgreSQL tells it: %s', async (_, breaking, state) => {
    const { logger, lines } = logging();
    await using whole = await wholeServer({ logger });
    await publish(whole.database.db, await shipped('sportswear'), 'live');
    await whole.database.pool.query(breaking);
    expect(await join(whole)).toBe(500);
    expect(lines.join()).toContain(`"code":"${state}"`);
    expect(lines.filter((text) => traces.test(text))).toEqual([]);
  });

  test('though requests are wrong in every place where it could stand', async () => {
    const { logger, lines } = logging();
    await using whole = await wholeServer({ logger });
    const text = JSON.stringify({ ...person, card: CARD });
    const paths = ['/v1/members', '/v1/members/find', '/v1/receipts/commit', `/v1/members/${person.phone}`];
    for (const path of [...paths, `/v1/nowhere/${CARD}?phone=${encodeURIComponent(person.phone)}`]) {
      for (const body of [
        text,
        text.slice(0, -5),
        `{"${person.name}":"${person.phone}"}`,
        `"${person.email}"`,
      ])
        expect((await post(whole, path, body)).status).toBeGreaterThanOrEqual(400);
    }
    for (const path of [
      `/${person.surname}`,
      `/v1/members/%E0%A4%A/${person.phone}`,
      `/docs/${person.email}`,
    ])
      await fetch(whole.baseUrl + path);
    expect(lines.length).toBeGreaterThan(20);
    expect(lines.filter((line) => traces.test(line))).toEqual([]);
  });

  test('nor what a browser signs in by', async () => {
    const { logger, lines } = logging();
    await using whole = await wholeServer({ logger });
    const device = 'a-browser-of-somebody0';
    const headers = { cookie: `${cookies.device}=${device}` };
    const answers = [1, 2].map(() => fetch(`${whole.baseUrl}/v1/sign-in`, { headers }));
    for (const { status } of await Promise.all(answers)) expect(status).toBe(200);
    expect(lines.join()).not.toContain(device);
    const callers = lines.map((text) => (JSON.parse(text) as { caller?: string }).caller);
    // Found again all the same.
    expect(new Set(callers.filter((caller) => caller !== undefined))).toHaveLength(1);
  });

  test('though a gateway complains of an address', async () => {
    const { logger, lines } = logging();
    await using whole = await wholeServer();
    await code(whole, randomUUID());
    const send = () => Promise.reject(new Error(`${person.phone} is not a number`));
    const clock = () => instant(Date.now());
    const sms = { provider: 'angry', codes: 'ours', knowsRepetitions: false, send } as const;
    await deliverMessages(
      { db: whole.database.db, clock, secret: '', publicUrl: 'https://chain.example' },
      { channels: { sms }, logger },
    );
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toMatch(traces);
  });

  test('no address of an operation has room for what people are found by', () => {
    const rows: readonly OperationContract[] = Object.values(operations);
    const named = rows.flatMap(({ params, query }) =>
      Object.keys({ ...params?.properties, ...query?.properties }),
    );
    expect(named).toContain('memberId');
    expect(named.filter((name) => /phone|mail|name|card|code|birth|city/i.test(name))).toEqual([]);
  });

  test('an exception of ours may quote a person; the log does not', () => {
    const told = [
      new Error(`no card ${CARD} of ${person.email}`),
      new Error('later', { cause: new Error(`sent to ${person.phone}`) }),
      new SyntaxError(`Unexpected token, "${person.name}" is not valid JSON`),
    ].map((error) => JSON.stringify(bugReport(error)));
    expect(told.join()).not.toMatch(traces);
    const id = '01932e2c-0000-7000-8000-000000000001';
    expect(bugReport(new Error(`owner ${id} has moved`)).message).toContain(id);
  });
});
