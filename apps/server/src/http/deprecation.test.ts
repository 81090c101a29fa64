import { operations, type OperationContract } from '@bonum/contract';
import { describe, expect, test } from 'vitest';
import { stubServer } from '../testing/stub-server.ts';

const memberId = '01932e2c-0000-7000-8000-000000000001';
const deprecated = { since: '2026-12-01', sunset: '2027-12-31', successor: 'get-member-overview' };
const going: OperationContract = { ...operations['get-member'], deprecated };
const contracts: Readonly<Record<string, OperationContract>> = {
  'get-member': going,
  'get-member-overview': operations['get-member-overview'],
};

describe('an operation that is to go', () => {
  test('says in every answer since when, until when and what takes its place, also where it refuses', async () => {
    const stub = stubServer({}, { contracts });
    const ask = (path: string, key = stub.key) =>
      stub.server.inject({ url: `/v1${path}`, headers: { authorization: `Bearer ${key}` } });
    const about = {
      deprecation: '@1796083200',
      sunset: 'Fri, 31 Dec 2027 00:00:00 GMT',
      link: `</v1${operations['get-member-overview'].path.replace('{memberId}', memberId)}>; rel="successor-version", </docs>; rel="deprecation"; type="text/html"`,
    };
    for (const answer of [await ask(`/members/${memberId}`), await ask(`/members/${memberId}`, 'nobody')]) {
      expect(answer.statusCode).toBeGreaterThanOrEqual(400);
      expect(answer.headers).toMatchObject(about);
    }
    expect((await ask('/members/%3E%2C%20x')).headers['link']).toContain('/%3E%2C%20x');
    const { headers } = await ask(`/members/${memberId}/overview`);
    for (const name of Object.keys(about)) expect(headers).not.toHaveProperty(name);
    await stub.server.close();
  });

  test.each([
    ['gone too soon', { ...deprecated, sunset: '2027-06-01' }, 'a year'],
    ['without a day', { ...deprecated, sunset: 'soon' }, 'a year'],
    ['followed by nothing', { ...deprecated, successor: 'get-nobody' }, 'get-nobody'],
  ])('%s does not start', (_name, wrong, says) => {
    const broken = { ...contracts, 'get-member': { ...going, deprecated: wrong } };
    expect(() => stubServer({}, { contracts: broken })).toThrow(says);
  });

  test('followed by one that its address does not lead to does not start', () => {
    const broken = { ...contracts, 'list-members': { ...operations['find-member'], deprecated } };
    expect(() => stubServer({}, { contracts: broken })).toThrow('does not have memberId');
  });
});
