import * as example from '../examples.ts';
import { contract } from '../operation.ts';
import { closed } from '../schemas/common.ts';
import * as schema from '../schemas/offers.ts';

export const listMyOffers = contract({
  id: 'list-my-offers',
  method: 'GET',
  path: '/me/offers',
  tag: 'me',
  summary: 'What the member can have, now and soon',
  description:
    "Personal offers, and of the programme's promotions those that are shown and can fire for this member; personal ones first, then those that end soonest. What was used or has ended in the last thirty days comes last.",
  access: 'member',
  answer: schema.MemberOffers,
  refusals: ['unknown-member'],
  examples: [{ name: 'My offers' }],
});

const params = closed({ offerId: schema.OfferName });

export const getMyOffer = contract({
  id: 'get-my-offer',
  method: 'GET',
  path: '/me/offers/{offerId}',
  tag: 'me',
  summary: 'One offer, with some of its goods',
  description: 'By what list-my-offers calls it.',
  access: 'member',
  params,
  answer: schema.MemberOfferDetails,
  refusals: ['unknown-member', 'unknown-offer'],
  examples: [
    { name: 'A personal one', params: { offerId: example.ids.offer } },
    { name: 'One that is not there', params: { offerId: 'nothing' }, refusal: 'unknown-offer' },
  ],
});

export const activateOffer = contract({
  id: 'activate-offer',
  method: 'POST',
  path: '/me/offers/{offerId}/activate',
  tag: 'me',
  summary: 'Turn an offer on',
  description:
    'It fires from the next receipt on, until its end. Safe to repeat: what is on stays on, and ends no later.',
  access: 'member',
  params,
  answer: schema.MemberOffer,
  refusals: ['unknown-member', 'unknown-offer', 'offer-over'],
  examples: [
    { name: 'It is on', params: { offerId: example.ids.offer } },
    { name: 'One that is not there', params: { offerId: 'nothing' }, refusal: 'unknown-offer' },
  ],
});

export const listMyNotices = contract({
  id: 'list-my-notices',
  method: 'GET',
  path: '/me/notices',
  tag: 'me',
  summary: 'What happened, and what the chain tells everybody',
  description: 'Of the last ninety days, the newest first, a hundred at most.',
  access: 'member',
  answer: schema.Notices,
  refusals: ['unknown-member'],
  examples: [{ name: 'My notices' }],
});

export const readMyNotices = contract({
  id: 'read-my-notices',
  method: 'POST',
  path: '/me/notices/read',
  tag: 'me',
  summary: 'They were read',
  description: 'All of them up to a moment: that of the newest that was shown.',
  access: 'member',
  body: schema.NoticesRead,
  answer: schema.Unread,
  refusals: ['unknown-member'],
  examples: [{ name: 'Up to a moment', body: { until: '2026-11-22T19:30:00+03:00' } }],
});

export const getMyPush = contract({
  id: 'get-my-push',
  method: 'GET',
  path: '/me/push',
  tag: 'me',
  summary: 'Whether this browser is pushed messages',
  description: 'And the key it has to subscribe with.',
  access: 'member',
  answer: schema.Push,
  refusals: [],
  examples: [{ name: 'This browser' }],
});

export const startMyPush = contract({
  id: 'start-my-push',
  method: 'PUT',
  path: '/me/push',
  tag: 'me',
  summary: 'Push messages to this browser',
  description:
    "The browser's subscription; it takes the place of the one before, and goes when the member signs out here.",
  access: 'member',
  mostPerMinute: 30,
  body: schema.PushRequest,
  answer: schema.Push,
  refusals: [],
  examples: [{ name: 'A browser', body: example.push }],
});

export const stopMyPush = contract({
  id: 'stop-my-push',
  method: 'POST',
  path: '/me/push/stop',
  tag: 'me',
  summary: 'Push nothing more to this browser',
  description: 'Safe to repeat.',
  access: 'member',
  answer: schema.Push,
  refusals: [],
  examples: [{ name: 'This browser' }],
});
