import { Type } from 'typebox';
import * as example from '../examples.ts';
import { contract } from '../operation.ts';
import * as schema from '../schemas/abuse.ts';
import { closed, Language, Uuid } from '../schemas/common.ts';

const params = closed({ caseId: Uuid });
const language = { language: Type.Optional(Language) };

export const listCases = contract({
  id: 'list-cases',
  method: 'GET',
  path: '/abuse/cases',
  tag: 'abuse',
  summary: 'Suspicions of abuse, the weightiest first',
  description:
    'What the rules found and a person has to look at. The same suspicion is one case, however much it grows.',
  access: 'abuse:review',
  query: closed({
    ...language,
    state: Type.Optional(schema.CaseState),
    rule: Type.Optional(schema.AbuseRule),
    after: Type.Optional(Type.String({ pattern: '^[0-9]{1,9}_[0-9a-f-]{36}$' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  answer: schema.CaseList,
  refusals: [],
  examples: [{ name: 'What waits for a decision' }],
});

export const getCase = contract({
  id: 'get-case',
  method: 'GET',
  path: '/abuse/cases/{caseId}',
  tag: 'abuse',
  summary: 'A suspicion with its evidence',
  description:
    'Figures with what is usual beside them, the receipts or acts it rests on, the other receipts of the same till on those days, and what may be decided.',
  access: 'abuse:review',
  audited: 'view',
  params,
  query: closed(language),
  answer: schema.AbuseCase,
  refusals: ['unknown-case'],
  examples: [{ name: 'Not there', params: { caseId: example.ids.key }, refusal: 'unknown-case' }],
});

export const decideCase = contract({
  id: 'decide-case',
  method: 'POST',
  path: '/abuse/cases/{caseId}/decisions',
  tag: 'abuse',
  summary: 'Block or release',
  description:
    'A block does what `measures` names to the members named: blocks their active cards, suspends them, or flags the till, cashier or operator. From then on a card that is blocked and a member who is suspended are refused by quote, hold and commit; a sale that is being paid goes on without the card, and points held for it return by themselves. A release lets a suspicion rest for as long as the settings say, and gives back exactly what a block of this case took: a card that was blocked or a member who was suspended by somebody else meanwhile stays so.',
  access: 'abuse:review',
  params,
  body: schema.DecideRequest,
  query: closed(language),
  answer: schema.AbuseCase,
  refusals: ['unknown-case', 'changed-since', 'bad-decision'],
  examples: [
    {
      name: 'Not there',
      params: { caseId: example.ids.key },
      body: { decision: 'release', reason: 'Семья покупает по одной карте', ifVersion: 1 },
      refusal: 'unknown-case',
    },
  ],
});

export const getAbuseSettings = contract({
  id: 'get-abuse-settings',
  method: 'GET',
  path: '/abuse/settings',
  tag: 'abuse',
  summary: 'What the rules against abuse look for',
  description: 'As the chain has set it, or as Bonum has it unless somebody did.',
  access: 'abuse:review',
  answer: schema.AbuseSettings,
  refusals: [],
  examples: [{ name: 'As they are' }],
});

export const putAbuseSettings = contract({
  id: 'put-abuse-settings',
  method: 'PUT',
  path: '/abuse/settings',
  tag: 'abuse',
  summary: 'Say what the rules against abuse look for',
  description: 'All of it at once. It counts from the next round of the rules, within the hour.',
  access: 'programme:write',
  body: schema.AbuseSettings,
  answer: schema.AbuseSettings,
  refusals: ['unknown-store'],
  examples: [
    {
      name: 'A chain whose customers return much',
      body: {
        windowDays: 28,
        falsePercent: 10,
        quietDays: 90,
        nearLimitPercent: 90,
        storesWithoutCashiers: [],
        fewest: { receipts: 4, returns: 4, grants: 5, signUps: 4, merges: 3, journeys: 2 },
        journey: { fastest: 120, clockMinutes: 5 },
      },
    },
  ],
});
