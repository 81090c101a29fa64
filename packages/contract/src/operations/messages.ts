import { contract } from '../operation.ts';
import * as schema from '../schemas/messages.ts';

export const putCascades = contract({
  id: 'put-cascades',
  method: 'PUT',
  path: '/cascades',
  tag: 'content',
  summary: 'Write by which channels messages go',
  description:
    'For each purpose of a code, and for all other messages, the channels to try in their order. `waitSeconds` says how long to wait, once a channel has taken it, for proof that it arrived; without it, taken is enough. What is not named goes as it does by default; channels that the chain does not have are passed over.',
  access: 'content:write',
  body: schema.Cascades,
  answer: schema.Cascades,
  refusals: [],
  examples: [
    {
      name: 'A call for whoever signs in, an SMS at the till',
      body: {
        'sign-in': [{ channel: 'flashcall', waitSeconds: 26 }, { channel: 'sms' }],
        spend: [{ channel: 'sms' }],
      },
    },
  ],
});
