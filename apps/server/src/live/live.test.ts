import { createBonumClient } from '@bonum/client';
import { examples } from '@bonum/contract';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newMemberRow, newOwner, ownerWrites } from '../owner/owner-writes.ts';
import { wholeServer, type WholeServer } from '../testing/whole-server.ts';
import { write } from '../write.ts';

let whole: WholeServer;
beforeAll(async () => {
  whole = await wholeServer();
});
afterAll(() => whole[Symbol.asyncDispose]());

/** Somebody in the programme, without the ways in. */
async function member(): Promise<string> {
  const memberId = v7();
  const row = { ...newMemberRow(memberId, { at: Date.now(), storeId: null }), name: 'Анна' };
  await write(whole.database.db, {
    owners: [ownerWrites(newOwner(memberId, 'member', null), null, { rows: { member: [row] } })],
  });
  return memberId;
}

/** What a write of any process leaves behind. */
const move = async (memberId: string): Promise<number> => {
  const { version } = await whole.database.db
    .updateTable('owner')
    .set((column) => ({ version: column('version', '+', 1) }))
    .where('owner_id', '=', memberId)
    .returning('version')
    .executeTakeFirstOrThrow();
  return version;
};

/** An open app, as a browser's EventSource is one. */
function open(cookie: string, after = 1, last?: number) {
  const headers = { cookie, ...(last !== undefined && { 'last-event-id': String(last) }) };
  return openAt(`/v1/me/live?after=${after}`, headers);
}

async function openAt(path: string, headers: Record<string, string>) {
  const url = `${whole.baseUrl}${path}`;
  const response = await fetch(url, { headers });
  const text = response.ok ? response.body?.pipeThrough(new TextDecoderStream()).getReader() : undefined;
  let all = '';
  return {
    response,
    /** Reads on until it was told this, so often, and gives all it was told. */
    until: async (wanted: string, times = 1): Promise<string> => {
      while (all.split(wanted).length <= times) {
        const next = await text?.read();
        if (next?.done !== false) throw new Error(`it ended before ${wanted}: ${all}`);
        all += next.value;
      }
      return all;
    },
    /** Reads to the end. */
    end: async (): Promise<string> => {
      for (let next = await text?.read(); next?.done === false; next = await text?.read()) all += next.value;
      return all;
    },
    close: async () => {
      await (text ?? response.body)?.cancel();
    },
  };
}

describe('an app that is open is told that something has changed', () => {
  test('whoever changed it, and nothing of what it is', async () => {
    const memberId = await member();
    const app = await open(await whole.signIn(memberId));
    expect(app.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(await move(memberId)).toBe(2);
    const told = await app.until('id: 2\n');
    expect(told).toMatch(/^retry: \d+\n\nid: 2\nevent: changed\ndata: \{\}\n\n$/);
    await move(memberId);
    await app.until('id: 3\n');
    await app.close();
  });

  test('what it missed while it was away it is told at once; what it has seen, never', async () => {
    const memberId = await member();
    const cookie = await whole.signIn(memberId);
    await move(memberId);
    for (const [after, last] of [[1], [2, 1]]) {
      const app = await open(cookie, after, last);
      await app.until('id: 2\n');
      await app.close();
    }
    const app = await open(cookie, 2);
    await move(memberId);
    expect(await app.until('id: ')).toContain('id: 3\n');
    await app.close();
  });

  test('S2 of a member who has become another it is told what happens to that one', async () => {
    const [from, into] = [await member(), await member()];
    const app = await open(await whole.signIn(from));
    await whole.database.db
      .updateTable('owner')
      .set({ merged_into: into, version: 2 })
      .where('owner_id', '=', from)
      .execute();
    for (let times = 0; times < 6; times++) await move(into);
    expect(await app.until('id: 7\n')).toContain('event: changed');
    await app.close();
  });
});

describe('a stream is the session’s', () => {
  test('nobody who is not signed in gets one', async () => {
    const { response } = await open('');
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: 'signed-out' });
  });

  test('it ends with its session, and with no other', async () => {
    const memberId = await member();
    const [here, there] = [await whole.signIn(memberId), await whole.signIn(memberId)];
    const [ends, stays] = [await open(here), await open(there)];
    const client = createBonumClient(whole);
    await client.POST('/v1/me/sign-out', { headers: { cookie: here } });
    expect(await ends.end()).not.toContain('event');
    await move(memberId);
    await stays.until('id: 2\n');
    await stays.close();
  });

  test('it has four at once, and then a place is free again', async () => {
    const cookie = await whole.signIn(await member());
    const apps = await Promise.all(Array.from({ length: 4 }, () => open(cookie)));
    const { response } = await open(cookie);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ code: 'busy' });
    await apps[0]?.close();
    await expect
      .poll(async () => {
        const app = await open(cookie);
        await app.close();
        return app.response.status;
      })
      .toBe(200);
    await Promise.all(apps.slice(1).map((app) => app.close()));
  });

  test('what is asked for wrongly is refused by name', async () => {
    const cookie = await whole.signIn(await member());
    const { response } = await open(cookie, -1);
    expect(await response.json()).toMatchObject({ code: 'bad-request', path: '/after' });
  });
});

describe('G7 staff who have a member on their screen', () => {
  test('are told within a moment that something has changed, and nothing of what', async () => {
    const memberId = await member();
    const desk = await openAt(`/v1/members/${memberId.toUpperCase()}/live?after=1`, {
      authorization: `Bearer ${whole.key}`,
    });
    await move(memberId);
    expect(await desk.until('id: 2\n')).toMatch(/^retry: \d+\n\nid: 2\nevent: changed\ndata: \{\}\n\n$/);
    await desk.close();
  });

  test('are told too when a message goes out, comes to its end, or a receipt is spoken of, which moves no version', async () => {
    const { db } = whole.database;
    const memberId = await member();
    const [app, desk] = [
      await open(await whole.signIn(memberId)),
      await openAt(`/v1/members/${memberId}/live?after=1`, { authorization: `Bearer ${whole.key}` }),
    ];
    // The first change that there is tells that both are being told.
    await move(memberId);
    await Promise.all([app.until('id: 2\n'), desk.until('id: 2\n')]);
    const row = { owner_id: memberId, message_id: v7() };
    const at = new Date();
    const step = { step: 0, nth: 0, channel: 'sms', provider: 'x', tries: 1, began_at: at } as const;
    await db
      .insertInto('message')
      .values({ ...row, purpose: 'x', body: 'x', steps: '[]', step: 0, created_at: at, expires_at: at })
      .execute();
    await desk.until('event: changed', 2);
    await db
      .insertInto('attempt')
      .values({ ...row, ...step, state: 'taken', receipts: '{}' })
      .execute();
    await desk.until('event: changed', 3);
    await db.updateTable('attempt').set({ state: 'delivered' }).where('owner_id', '=', memberId).execute();
    await desk.until('event: changed', 4);
    await move(memberId);
    expect(await app.until('id: 3\n')).not.toMatch(/(id: 2[^]*){2}/);
    await Promise.all([app.close(), desk.close()]);
  });

  test('must be let to', async () => {
    const { response } = await openAt(`/v1/members/${await member()}/live?after=1`, {});
    expect(response.status).toBe(401);
    const mine = await whole.signIn(await member());
    const member2 = await openAt(`/v1/members/${await member()}/live?after=1`, { cookie: mine });
    expect(member2.response.status).toBe(401);
    const odd = await openAt('/v1/members/anna/live?after=1', { authorization: `Bearer ${whole.key}` });
    expect(await odd.response.json()).toMatchObject({ code: 'bad-request', path: '/memberId' });
  });
});

test('a server that stops ends every stream at once', async () => {
  await using stopping = await wholeServer();
  const row = newMemberRow(examples.ids.member, { at: Date.now(), storeId: null });
  await write(stopping.database.db, {
    owners: [ownerWrites(newOwner(examples.ids.member, 'member', null), null, { rows: { member: [row] } })],
  });
  const headers = { cookie: await stopping.signIn(examples.ids.member) };
  const response = await fetch(`${stopping.baseUrl}/v1/me/live?after=1`, { headers });
  await stopping.server.close();
  expect(await response.text()).toMatch(/^retry: \d+\n\n$/);
});
