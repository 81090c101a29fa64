import * as example from '../examples.ts';
import { contract } from '../operation.ts';
import * as schema from '../schemas/member.ts';

export const openCard = contract({
  id: 'open-card',
  method: 'POST',
  path: '/cards/open',
  tag: 'cards',
  summary: 'Hand out a card before its holder is known',
  description:
    'It earns from now on, and spends nothing: whoever has it links it later, by its number and a phone that they prove, and its points come along. `claimedPhone` is a phone that somebody said; nobody is written to, and when its owner signs in, the card is offered to them. Asked again with the same memberId it gives the same answer.',
  access: 'members:join',
  body: schema.OpenCardRequest,
  answer: schema.MemberForKey,
  refusals: [
    'bad-card-number',
    'card-taken',
    'card-blocked',
    'bad-phone',
    'member-id-reused',
    'unknown-store',
  ],
  examples: [
    {
      name: 'From the box at the counter',
      body: { memberId: example.ids.openCard, number: example.openCard },
    },
  ],
});
