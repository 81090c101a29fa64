import { contract } from '../operation.ts';
import * as example from '../examples.ts';
import { closed, Uuid } from '../schemas/common.ts';
import * as schema from '../schemas/exchanges.ts';

export const listExchanges = contract({
  id: 'list-exchanges',
  method: 'GET',
  path: '/exchanges',
  tag: 'catalogue',
  summary: 'Exchanges of goods with 1C, and how they fare',
  description:
    'The last twenty in which 1C wanted a file read, the newest first, each with its files; they are kept for seven days after they were last used. A file that is being read tells how far that is.',
  access: 'catalogue:write',
  polled: true,
  answer: schema.ExchangeList,
  refusals: [],
  examples: [{ name: 'The last exchanges' }],
});

export const listExchangeProblems = contract({
  id: 'list-exchange-problems',
  method: 'GET',
  path: '/exchanges/{exchangeId}/problems',
  tag: 'catalogue',
  summary: 'What of a file from 1C could not be taken',
  description: 'By line and reason, the first thousand of a file. Ask for the next page with `after`.',
  access: 'catalogue:write',
  params: closed({ exchangeId: Uuid }),
  query: schema.ExchangeProblems,
  answer: schema.ExchangeProblemPage,
  refusals: ['unknown-exchange'],
  examples: [
    {
      name: 'Of an exchange that is forgotten',
      params: { exchangeId: example.ids.feed },
      query: { file: 'import.xml' },
      refusal: 'unknown-exchange',
    },
  ],
});
