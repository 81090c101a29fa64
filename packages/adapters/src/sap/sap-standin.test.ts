import { sapGateway, type SapGateway } from '@bonum/standins/sap-gateway';
import { describe, expect, test } from 'vitest';

// What a wrong adapter would get from SAP, it gets from the stand-in too.

const account = { user: 'BONUM', password: 'секрет' };
const basic = `Basic ${Buffer.from(`${account.user}:${account.password}`, 'utf8').toString('base64')}`;
const partners = '/sap/opu/odata/sap/API_BUSINESS_PARTNER';
const loyalty = '/sap/opu/odata/sap/ZBONUM_LOYALTY_SRV';

interface Session {
  readonly token: string;
  readonly cookies: readonly string[];
}

async function open(sap: SapGateway): Promise<Session> {
  const response = await fetch(`${sap.url}${partners}/`, {
    headers: { authorization: basic, 'x-csrf-token': 'Fetch' },
  });
  return {
    token: response.headers.get('x-csrf-token') ?? '',
    cookies: response.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0] ?? ''),
  };
}

interface Sent {
  readonly path: string;
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const send = (sap: SapGateway, { token, cookies }: Session, { path, method = 'POST', body, headers }: Sent) =>
  fetch(`${sap.url}${path}`, {
    method,
    headers: {
      authorization: basic,
      'x-csrf-token': token,
      cookie: cookies.join('; '),
      'content-type': 'application/json',
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

const person = { BusinessPartnerCategory: '1', LastName: 'Петрова' };
const create = { path: `${partners}/A_BusinessPartner`, body: person };

test('a write without every cookie, or after the session, is none', async () => {
  await using sap = await sapGateway(account);
  const session = await open(sap);
  for (const cookies of [[], session.cookies.slice(0, 2), session.cookies.slice(2)]) {
    const response = await send(sap, { ...session, cookies }, create);
    expect([response.status, response.headers.get('x-csrf-token')]).toEqual([403, 'Required']);
  }
  expect((await send(sap, session, create)).status).toBe(201);
  sap.expireSessions();
  expect((await send(sap, session, create)).status).toBe(403);
  expect(sap.rows('A_BusinessPartner')).toHaveLength(1);
});

describe('SAP refuses', () => {
  test.each([
    ['a name of an organisation', { ...person, BusinessPartnerCategory: '2', FirstName: 'Анна' }, 'R11/403'],
    ['a field that it does not know', { ...person, Surname: 'x' }, '/IWBEP/CM_MGW_RT/004'],
    ['a date of another form', { ...person, BirthDate: '1990-12-31' }, '/IWBEP/CM_MGW_RT/004'],
    ['to be told the number', { ...person, BusinessPartner: '1' }, 'R1/501'],
    ['nobody', { BusinessPartnerCategory: '1' }, 'R11/404'],
  ])('%s', async (_, body, code) => {
    await using sap = await sapGateway(account);
    const response = await send(sap, await open(sap), { ...create, body });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: { code, innererror: { errordetails: [{ code }] } },
    });
  });

  test('points as a number, and a reference twice', async () => {
    await using sap = await sapGateway(account);
    const session = await open(sap);
    const operation = (more: object) => ({
      path: `${loyalty}/OperationSet`,
      body: { Partner: id, Points: '5', ExternalReference: 'r', ...more },
    });
    const id = sap.seed({ surname: 'Петрова' });
    expect((await send(sap, session, operation({ Points: 5 }))).status).toBe(400);
    expect((await send(sap, session, operation({ Partner: String(Number(id)) }))).status).toBe(400);
    expect((await send(sap, session, operation({}))).status).toBe(201);
    expect((await send(sap, session, operation({}))).status).toBe(400);
    expect(sap.balanceOf(id)).toBe(5);
  });

  test('a change of what was not read, or has changed since', async () => {
    await using sap = await sapGateway(account);
    const session = await open(sap);
    const id = sap.seed({ surname: 'Петрова' });
    const path = `${partners}/A_BusinessPartner(BusinessPartner='${id}')`;
    const change = { path, method: 'PATCH', body: { FirstName: 'Анна' } };
    const statusWith = async (headers: Readonly<Record<string, string>>) =>
      (await send(sap, session, { ...change, headers })).status;
    expect(await statusWith({})).toBe(428);
    expect(await statusWith({ 'if-match': 'W/"7"' })).toBe(412);
    expect(await statusWith({ 'if-match': 'W/"1"' })).toBe(204);
  });
});

test('a changeset is all or nothing, in a batch that is answered 202', async () => {
  await using sap = await sapGateway(account);
  const session = await open(sap);
  const part = (body: object): string => {
    const text = JSON.stringify(body);
    return [
      '--c',
      'Content-Type: application/http',
      'Content-Transfer-Encoding: binary',
      '',
      'POST A_BusinessPartner HTTP/1.1',
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(text)}`,
      '',
      text,
    ].join('\r\n');
  };
  const batch = (...bodies: readonly object[]): Sent => ({
    path: `${partners}/$batch`,
    headers: { 'content-type': 'multipart/mixed; boundary=b' },
    body: [
      '--b',
      'Content-Type: multipart/mixed; boundary=c',
      '',
      ...bodies.map(part),
      '--c--',
      '',
      '--b--',
      '',
    ].join('\r\n'),
  });
  const half = await send(sap, session, batch(person, { ...person, LastName: '' }));
  expect(half.status).toBe(202);
  expect(await half.text()).toContain('HTTP/1.1 400');
  expect(sap.rows('A_BusinessPartner')).toHaveLength(0);
  const whole = batch(person, person);
  expect(
    (await send(sap, session, { ...whole, body: String(whole.body).replaceAll('\r\n', '\n') })).status,
  ).toBe(400);
  expect((await send(sap, session, whole)).status).toBe(202);
  expect(sap.rows('A_BusinessPartner')).toHaveLength(2);
});

describe('an IDoc', () => {
  const idoc = (line: string, number = '1'): string =>
    [
      '<?xml version="1.0" encoding="utf-8"?><WPUBON01><IDOC BEGIN="1"><EDI_DC40 SEGMENT="1"><DIRECT>2</DIRECT>',
      '<IDOCTYP>WPUBON01</IDOCTYP><MESTYP>WPUBON</MESTYP><SNDPRT>KU</SNDPRT><SNDPRN>0000007708</SNDPRN></EDI_DC40>',
      '<E1WPB01 SEGMENT="1"><KASSID>1</KASSID><VORGDATUM>20261005</VORGDATUM><VORGZEIT>120000</VORGZEIT>',
      `<BONNUMMER>${number}</BONNUMMER>${line}<E1WPB06 SEGMENT="1"><VORZEICHEN>+</VORZEICHEN><ZAHLART>PTCS</ZAHLART>`,
      '<SUMME>5.00</SUMME></E1WPB06></E1WPB01></IDOC></WPUBON01>',
    ].join('');
  const line = (sign: string, quantity: string): string =>
    `<E1WPB02 SEGMENT="1"><QUALARTNR>ARTN</QUALARTNR><ARTNR>1</ARTNR>${sign}<MENGE>${quantity}</MENGE></E1WPB02>`;
  const minus = '<VORZEICHEN>-</VORZEICHEN>';

  test.each([
    ['as it must be', idoc(line(minus, '1.000')), '53'],
    ['without its sign', idoc(line('', '1.000')), '51'],
    ['with the sign in its amount', idoc(line(minus, '-1.000')), '51'],
    ['whose goods and money go the same way', idoc(line('<VORZEICHEN>+</VORZEICHEN>', '1.000')), '51'],
    ['of a store without its zeros', idoc(line(minus, '1.000')).replace('0000007708', '7708'), '51'],
  ])('%s', async (_, body, status) => {
    await using sap = await sapGateway(account);
    const sent = { path: '/sap/bc/idoc_xml', headers: { 'content-type': 'text/xml' }, body };
    const response = await send(sap, { token: '', cookies: [] }, sent);
    expect(await response.text()).toContain('IDoc-XML-inbound ok');
    expect(sap.idocs).toMatchObject([{ status }]);
    await send(sap, { token: '', cookies: [] }, sent);
    expect(sap.idocs[1]).toMatchObject({ status: '51' });
    expect(sap.receipts()).toHaveLength(status === '53' ? 1 : 0);
  });

  test('with spaces between its elements is none', async () => {
    await using sap = await sapGateway(account);
    const body = idoc(line(minus, '1.000')).replaceAll('><', '>\n<');
    const sent = { path: '/sap/bc/idoc_xml', headers: { 'content-type': 'text/xml' }, body };
    expect((await send(sap, { token: '', cookies: [] }, sent)).status).toBe(500);
    expect(sap.idocs).toHaveLength(0);
  });
});
