import { Type } from 'typebox';
import { contract } from '../operation.ts';
import * as example from '../examples.ts';
import { closed, Moment, nullable, Uuid } from '../schemas/common.ts';
import * as schema from '../schemas/me.ts';

export const getMe = contract({
  id: 'get-me',
  method: 'GET',
  path: '/me',
  tag: 'me',
  summary: 'The member who has signed in',
  description:
    'Everything the first screen shows: balances by kind with what expires and what is still to come, the level and the way to the next, cards, and whether points can be spent.',
  access: 'member',
  answer: schema.Me,
  refusals: ['unknown-member'],
  examples: [{ name: 'Me' }],
});

export const issueBarcode = contract({
  id: 'issue-barcode',
  method: 'POST',
  path: '/me/barcode',
  tag: 'me',
  summary: 'A rotating barcode for this phone',
  description:
    'What the phone makes its codes of, a new one every half minute, also without network. It is told once; asked again it is another, and the one before is worth nothing. It ends with the session.',
  access: 'member',
  mostPerMinute: 10,
  answer: schema.Barcode,
  refusals: [],
  examples: [{ name: 'For this phone' }],
});

export const listSessions = contract({
  id: 'list-sessions',
  method: 'GET',
  path: '/me/sessions',
  tag: 'me',
  summary: 'Where the member is signed in',
  description: 'Browsers, the one seen last first; `here` is the one that asks.',
  access: 'member',
  answer: closed({
    sessions: Type.Array(
      closed({
        sessionId: Uuid,
        browser: nullable(Type.String({ description: 'null: it did not say which it is' })),
        system: nullable(Type.String()),
        signedInAt: Moment,
        seenAt: Moment,
        here: Type.Boolean(),
      }),
    ),
  }),
  refusals: [],
  examples: [{ name: 'Mine' }],
});

const Ended = closed({ ended: Type.Integer({ description: 'How many are signed out by this' }) });

export const endSession = contract({
  id: 'end-session',
  method: 'POST',
  path: '/me/sessions/{sessionId}/end',
  tag: 'me',
  summary: 'Sign out of one browser',
  description: 'Safe to repeat; of a session that is not there nothing ends.',
  access: 'member',
  params: closed({ sessionId: Uuid }),
  answer: Ended,
  refusals: [],
  examples: [{ name: 'One that is over', params: { sessionId: example.ids.session } }],
});

export const endOtherSessions = contract({
  id: 'end-other-sessions',
  method: 'POST',
  path: '/me/sessions/end-others',
  tag: 'me',
  summary: 'Sign out everywhere else',
  description: 'Only the browser that asks stays signed in.',
  access: 'member',
  answer: Ended,
  refusals: [],
  examples: [{ name: 'Everywhere else' }],
});

export const signOut = contract({
  id: 'sign-out',
  method: 'POST',
  path: '/me/sign-out',
  tag: 'me',
  summary: 'Sign out',
  description: 'This browser is nobody’s from now on.',
  access: 'member',
  beforeContact: true,
  answer: closed({ signedOut: Type.Literal(true) }),
  refusals: [],
  examples: [{ name: 'Sign out' }],
});
