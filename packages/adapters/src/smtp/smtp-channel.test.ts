import { mailServer, type MailServer } from '@bonum/standins/smtp';
import { describe, expect, test } from 'vitest';
import type { Channel } from '../ports.ts';
import { message } from '../testing/message.ts';
import { smtpChannel } from './smtp-channel.ts';

const account = { user: 'bonum', password: 'secret' };
const from = 'Бонус <bonus@example.org>';

function withMail(
  body: (server: MailServer, channel: Channel) => Promise<void>,
  password = account.password,
): () => Promise<void> {
  return async () => {
    const server = await mailServer(account);
    const channel = smtpChannel({ url: `smtp://${account.user}:${password}@127.0.0.1:${server.port}`, from });
    try {
      await body(server, channel);
    } finally {
      await channel.close?.();
      await server[Symbol.asyncDispose]();
    }
  };
}

const mail = (address: string) =>
  message({ address, text: '123456 — code <b>', title: 'Your code', code: '123456' });

/** A mail's headers and parts, with what was folded or quoted made plain. */
const plain = (raw: string): string => raw.replaceAll('=\r\n', '').replaceAll(/\r\n[ \t]/g, ' ');

describe('e-mail by SMTP', () => {
  test(
    'a code goes as text and as HTML, and has no way out of a list',
    withMail(async (server, channel) => {
      expect(await channel.send(mail('anna@example.org'))).toEqual({ state: 'taken' });
      const [received] = server.received;
      expect(received).toMatchObject({ from: 'bonus@example.org', to: ['anna@example.org'] });
      const raw = plain(received?.raw ?? '');
      expect(raw).toMatch(/^Subject: Your code/m);
      expect(raw).toMatch(/^Message-ID: <[\w-]+@example\.org>/m);
      expect(raw).toMatch(/text\/plain[^]*123456[^]*text\/html[^]*code &lt;b&gt;/);
      expect(raw).not.toContain('List-Unsubscribe');
    }),
  );

  test(
    'anything else says how to have no more of it',
    withMail(async (server, channel) => {
      const news = message({
        address: 'anna@example.org',
        purpose: 'news',
        text: 'News',
        code: null,
        unsubscribeUrl: 'https://chain.example/u/1',
      });
      await channel.send(news);
      const raw = plain(server.received[0]?.raw ?? '');
      expect(raw).toContain('List-Unsubscribe: <https://chain.example/u/1>');
      expect(raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    }),
  );

  test(
    'an address nobody has is refused, one that opens a list of others too; a server that says later gets it later',
    withMail(async (server, channel) => {
      expect(await channel.send(mail('anna@elsewhere.example'))).toEqual({
        state: 'refused',
        because: 'bad-address',
      });
      await channel.send(mail('eve@example.org, anna@example.org'));
      expect(server.received.flatMap(({ to }) => to)).not.toContain('anna@example.org');
      server.faults.push(451);
      expect(await channel.send(mail('anna@example.org'))).toEqual({ state: 'later', because: 'smtp-451' });
      expect(await channel.send(mail('anna@example.org'))).toEqual({ state: 'taken' });
    }),
  );

  test(
    'a wrong login is refused',
    withMail(async (server, channel) => {
      expect(await channel.send(mail('anna@example.org'))).toEqual({
        state: 'refused',
        because: 'wrong-login',
      });
      expect(server.received).toEqual([]);
    }, 'wrong'),
  );

  test(
    'a line that breaks after the text: nobody knows; a server that is not there has taken nothing',
    withMail(async (server, channel) => {
      server.faults.push('drop');
      expect(await channel.send(mail('anna@example.org'))).toEqual({ state: 'unsure', because: 'no-answer' });
      expect(server.received).toHaveLength(1);
      const nobody = smtpChannel({ url: 'smtp://127.0.0.1:1', from });
      expect(await nobody.send(mail('anna@example.org'))).toEqual({ state: 'later', because: 'away' });
      await nobody.close?.();
    }),
  );
});
