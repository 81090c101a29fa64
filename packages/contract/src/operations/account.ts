import { contract } from '../operation.ts';
import * as example from '../examples.ts';
import { Type } from 'typebox';
import { closed } from '../schemas/common.ts';
import { Confirmation } from '../schemas/member.ts';
import { File } from '../schemas/receipts.ts';
import * as schema from '../schemas/account.ts';

const answer = schema.Account;

export const getAccount = contract({
  id: 'get-account',
  method: 'GET',
  path: '/me/account',
  tag: 'me',
  summary: 'My account',
  description: 'Profile, contacts, cards, the questionnaire with its answers, subscriptions and consents.',
  access: 'member',
  beforeContact: true,
  answer,
  refusals: ['unknown-member'],
  examples: [{ name: 'Mine' }],
});

export const changeProfile = contract({
  id: 'change-profile',
  method: 'PATCH',
  path: '/me/profile',
  tag: 'me',
  summary: 'Change my data',
  description:
    'Fields that are absent stay as they are. A birth date is said once: what it brings would otherwise come every month. Staff can put it right.',
  access: 'member',
  body: schema.ProfileChange,
  answer,
  refusals: ['unknown-member', 'birth-date-fixed'],
  examples: [
    { name: 'City', body: { city: 'Нижний Новгород' } },
    { name: 'Another birth date', body: { birthDate: '1991-03-08' }, refusal: 'birth-date-fixed' },
  ],
});

export const answerQuestionnaire = contract({
  id: 'answer-questionnaire',
  method: 'POST',
  path: '/me/questionnaire',
  tag: 'me',
  summary: 'Answer the questionnaire',
  description:
    'Answers that are absent stay as they are. The reward comes with the answer that completes it, once. An e-mail is not answered here but proved: with request-contact.',
  access: 'member',
  body: schema.QuestionnaireAnswers,
  answer,
  refusals: ['unknown-member', 'no-questionnaire', 'bad-answer', 'birth-date-fixed'],
  examples: [
    { name: 'What is asked', body: { answers: { sports: ['running', 'yoga'], city: 'Москва' } } },
    { name: 'No answer', body: { answers: { sports: ['chess'] } }, refusal: 'bad-answer' },
  ],
});

export const setSubscriptions = contract({
  id: 'set-subscriptions',
  method: 'PUT',
  path: '/me/subscriptions',
  tag: 'me',
  summary: 'What I want to hear, and by what',
  description:
    'What is not named stays as it is. Offers want consent to advertising: give it along with them. Codes and news of my own account’s safety come in any case.',
  access: 'member',
  body: schema.Subscriptions,
  answer,
  refusals: ['unknown-member', 'consent-needed'],
  examples: [
    {
      name: 'Receipts by e-mail',
      body: { subscriptions: [{ channel: 'email', kind: 'receipts', on: true }] },
    },
    {
      name: 'Offers without consent',
      body: { subscriptions: [{ channel: 'push', kind: 'offers', on: true }] },
      refusal: 'consent-needed',
    },
  ],
});

export const sayConsent = contract({
  id: 'say-consent',
  method: 'POST',
  path: '/me/consents',
  tag: 'me',
  summary: 'Give or withdraw a consent',
  description:
    'With the version of the text that was shown. Without consent to advertising no offers are sent. The consents that the account itself rests on, `terms` and `personal-data`, are withdrawn by erasing it.',
  access: 'member',
  body: schema.ConsentWord,
  answer,
  refusals: ['unknown-member', 'erase-instead'],
  examples: [
    { name: 'To advertising', body: { kind: 'advertising', version: '2026-01', given: true } },
    {
      name: 'Personal data, back',
      body: { kind: 'personal-data', version: '2026-01', given: false },
      refusal: 'erase-instead',
    },
  ],
});

export const issueMyCard = contract({
  id: 'issue-my-card',
  method: 'POST',
  path: '/me/cards',
  tag: 'me',
  summary: 'A virtual card for me',
  description: 'The browser makes `cardId`: asking again issues no other.',
  access: 'member',
  mostPerMinute: 10,
  body: schema.NewCard,
  answer,
  refusals: ['unknown-member', 'too-many-cards', 'id-reused'],
  examples: [{ name: 'One more', body: { cardId: example.ids.myCard } }],
});

export const blockMyCard = contract({
  id: 'block-my-card',
  method: 'POST',
  path: '/me/cards/block',
  tag: 'me',
  summary: 'Block a card of mine',
  description:
    'It neither earns nor spends from now on; the points stay with me. Where it was the main one, another active card is; only staff unblock.',
  access: 'member',
  body: schema.LostCard,
  answer,
  refusals: ['unknown-member', 'unknown-card'],
  examples: [
    { name: 'Not mine', body: { number: '2900000000032', reason: 'lost' }, refusal: 'unknown-card' },
  ],
});

export const makeCardMain = contract({
  id: 'make-card-main',
  method: 'POST',
  path: '/me/cards/main',
  tag: 'me',
  summary: 'The card to show first',
  description: 'All cards lead to one account of points; this is the one on the first screen.',
  access: 'member',
  body: schema.OwnCard,
  answer,
  refusals: ['unknown-member', 'unknown-card', 'card-blocked'],
  examples: [{ name: 'Not mine', body: { number: '2900000000032' }, refusal: 'unknown-card' }],
});

export const sendProof = contract({
  id: 'send-proof',
  method: 'POST',
  path: '/me/proof',
  tag: 'me',
  summary: 'A code to my own phone or e-mail',
  description:
    'To `prove` that this browser is still in the right hands, where it was signed in more than fifteen minutes ago; or to `erase` everything.',
  access: 'member',
  mostPerMinute: 10,
  body: schema.ProofRequest,
  answer: Confirmation,
  refusals: ['unknown-member', 'no-such-contact', 'no-channel', 'confirmation-limit', 'id-reused'],
  examples: [
    {
      name: 'Before erasing',
      body: { confirmationId: example.ids.eraseConfirmation, by: 'phone', purpose: 'erase' },
    },
  ],
});

export const proveMe = contract({
  id: 'prove-me',
  method: 'POST',
  path: '/me/proof/code',
  tag: 'me',
  summary: 'It is still me: here is the code',
  description:
    'For fifteen minutes this browser is asked for no other proof, as if it had been signed in just now. Without a code it says whether one is wanted.',
  access: 'member',
  mostPerMinute: 10,
  body: schema.Proved,
  answer: closed({ proved: Type.Literal(true) }),
  refusals: ['unknown-member', 'proof-needed', 'confirmation-wrong'],
  examples: [{ name: 'Signed in just now', body: {} }],
});

export const requestContact = contract({
  id: 'request-contact',
  method: 'POST',
  path: '/me/contacts',
  tag: 'me',
  summary: 'Another phone or e-mail',
  description:
    'A code goes to it. Nothing changes before the code comes back with confirm-contact. The answer never says whether it is somebody’s already.',
  access: 'member',
  beforeContact: true,
  mostPerMinute: 10,
  body: schema.ContactRequest,
  answer: Confirmation,
  refusals: [
    'unknown-member',
    'no-channel',
    'confirmation-limit',
    'confirmation-wrong',
    'bad-phone',
    'id-reused',
    'proof-needed',
  ],
  examples: [{ name: 'An e-mail', body: { changeId: example.ids.contactChange, email: 'anna@example.com' } }],
});

export const confirmContact = contract({
  id: 'confirm-contact',
  method: 'POST',
  path: '/me/contacts/confirm',
  tag: 'me',
  summary: 'It is mine: here is the code',
  description: 'Every channel knows it at once, and the old phone and e-mail are told.',
  access: 'member',
  beforeContact: true,
  body: schema.ContactCode,
  answer,
  refusals: ['unknown-member', 'confirmation-wrong', 'contact-taken'],
  examples: [
    {
      name: 'A code that is not right',
      body: { changeId: example.ids.myCard, code: '000000' },
      refusal: 'confirmation-wrong',
    },
  ],
});

export const getErasure = contract({
  id: 'get-erasure',
  method: 'GET',
  path: '/me/erasure',
  tag: 'me',
  summary: 'What erasing my account would do',
  description: 'What becomes of the points, in figures, before anything happens.',
  access: 'member',
  answer: schema.ErasureTerms,
  refusals: ['unknown-member'],
  examples: [{ name: 'Mine' }],
});

export const eraseMe = contract({
  id: 'erase-me',
  method: 'POST',
  path: '/me/erasure',
  tag: 'me',
  summary: 'Erase my account',
  description:
    'By a code that send-proof sent for it. Everything that tells who I am goes: profile, contacts, messages, answers, sessions; cards are blocked. Receipts and the ledger keep amounts, without a name. The phone can join again, as somebody new.',
  access: 'member',
  body: schema.Given,
  answer: closed({ erased: Type.Literal(true) }),
  refusals: ['unknown-member', 'confirmation-wrong', 'open-hold'],
  examples: [
    {
      name: 'A code that is not right',
      body: { confirmationId: example.ids.myCard, code: '000000' },
      refusal: 'confirmation-wrong',
    },
  ],
});

export const linkMyCard = contract({
  id: 'link-my-card',
  method: 'POST',
  path: '/me/cards/link',
  tag: 'me',
  summary: 'Link a card that I have',
  description:
    'A card that was handed out and is nobody’s yet becomes mine, with the points it has earned. Of any other it is not said why it cannot be linked. Five wrong ones a day are enough.',
  access: 'member',
  mostPerMinute: 10,
  body: schema.LinkedCard,
  answer,
  refusals: [
    'unknown-member',
    'bad-card-number',
    'card-not-linked',
    'no-tries-left',
    'too-many-cards',
    'open-hold',
  ],
  examples: [
    {
      name: 'Not one that could be linked',
      body: { linkId: example.ids.cardLink, number: '2900000000032' },
      refusal: 'card-not-linked',
    },
  ],
});

export const exportMe = contract({
  id: 'export-me',
  method: 'GET',
  path: '/me/export',
  tag: 'me',
  summary: 'All my data',
  description:
    'Profile, cards, consents, answers, receipts, every movement of points, offers, messages, feedback, sessions and passkeys, of whoever became one with them as well: everything the chain has, as a file, a page to read or JSON for programs. It is read as it is sent, so that a browser saves it however long it is. Whoever signed in long ago proves first, with prove-me, that it is still them.',
  access: 'member',
  mostPerMinute: 10,
  query: schema.ExportRequest,
  answer: File,
  download: ['text/html', 'application/json'],
  openedFrom: '/app/profile/privacy',
  refusals: ['unknown-member', 'proof-needed'],
  examples: [{ name: 'To read', query: { form: 'html', language: 'ru' } }],
});
