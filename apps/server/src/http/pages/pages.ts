import type { FastifyInstance, FastifyReply } from 'fastify';
import { guardHeaders } from '../problem.ts';
import { loadAssets } from './assets.ts';
import { demoStaffPage, type DemoOperator } from './demo-staff.ts';
import { invitationOf, joinPage } from './join.ts';
import { languageOf } from './languages.ts';
import { messagesPage, type ListMessages } from './messages.ts';
import { placePage, type Place } from './places.ts';

/** Nothing from elsewhere, nothing inline: a hostile text in a page stays a text. */
const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const pageHeaders = {
  ...guardHeaders,
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': policy,
  'cache-control': 'no-store',
  vary: 'accept-language',
} as const;

export const sendPage = (reply: FastifyReply, text: string): FastifyReply =>
  reply.headers(pageHeaders).send(text);

const places: readonly (readonly [string, Place])[] = [
  ['/', 'home'],
  ['/studio', 'studio'],
];

export function addPages(app: FastifyInstance, listMessages: ListMessages | undefined): void {
  for (const [url, { type, content }] of loadAssets()) {
    const headers = { ...guardHeaders, 'content-type': type, 'cache-control': 'public, max-age=3600' };
    app.get(url, async (_request, reply) => reply.headers(headers).send(content));
  }
  for (const [url, place] of places) {
    app.get(url, async (request, reply) => {
      const language = languageOf(request.headers['accept-language']);
      return sendPage(reply, placePage({ place, language, demo: listMessages !== undefined }));
    });
  }
  app.get<{ Querystring: { i?: unknown } }>('/join', async (request, reply) => {
    const language = languageOf(request.headers['accept-language']);
    return sendPage(reply, joinPage(invitationOf(request.query.i), language));
  });
  if (listMessages) addMessages(app, listMessages);
}

/** Given only in the demo: the page shows passwords. */
export function addDemoStaff(app: FastifyInstance, staff: () => readonly DemoOperator[]): void {
  app.get('/dev/staff', async (request, reply) =>
    sendPage(reply, demoStaffPage(staff(), languageOf(request.headers['accept-language']))),
  );
}

function addMessages(app: FastifyInstance, listMessages: ListMessages): void {
  app.get('/dev/messages', async (request, reply) => {
    const language = languageOf(request.headers['accept-language']);
    return sendPage(reply, messagesPage(await listMessages(), language, new Date()));
  });
}
