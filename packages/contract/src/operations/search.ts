import { contract } from '../operation.ts';
import * as example from '../examples.ts';
import * as schema from '../schemas/search.ts';

export const searchMembers = contract({
  id: 'search-members',
  method: 'POST',
  path: '/members/search',
  tag: 'members',
  summary: 'Find members by whatever is known of them',
  description:
    'One text: a name with slips, in Cyrillic or Latin, typed in either keyboard layout; a phone in any writing or its last digits; a card or its last digits; an e-mail as it begins; a receipt’s number or what its fiscal QR code says; an id; a name and the end of a phone together. It goes in the body, so that no address names a person.\n\nThe best come first, each with what of it fits. Who was erased is not found; who was merged into another is that other. A member’s surname, phone and e-mail are masked for who lacks `personal:read`.',
  access: 'members:search',
  audited: 'view',
  mostPerMinute: 300,
  body: schema.SearchRequest,
  answer: schema.SearchAnswer,
  refusals: [],
  examples: [
    { name: 'A surname with a slip, in Latin', body: { text: 'Kuznezova' } },
    { name: 'The end of a phone', body: { text: '01-01' } },
    { name: 'A card', body: { text: example.card } },
  ],
});
