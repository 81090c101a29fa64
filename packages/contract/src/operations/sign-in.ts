import { contract } from '../operation.ts';
import * as example from '../examples.ts';
import * as schema from '../schemas/sign-in.ts';

const nothingBegan = (body?: object) => ({
  name: 'Nothing has begun in this browser',
  ...(body && { body }),
  refusal: 'wrong-step' as const,
});

export const startSignIn = contract({
  id: 'start-sign-in',
  method: 'POST',
  path: '/sign-in/start',
  tag: 'sign-in',
  summary: 'Begin to sign in, or to register',
  description:
    'By the phone, by the number of a card, or, where the phone is lost, by an e-mail that was confirmed. A code goes to the phone, to the phone of whose card it is, or to the e-mail. The answer is the same whether they are known or not.\n\nA sign-in belongs to the browser that began it, by the cookies of this answer, and lives fifteen minutes; what was begun before in this browser is over. `signInId` is made up at random for this one sign-in: asked again with the same, because the answer was lost, no second code is sent.',
  access: 'public',
  mostPerMinute: 20,
  body: schema.StartSignIn,
  answer: schema.SignIn,
  refusals: ['no-channel', 'confirmation-limit', 'bad-phone', 'bad-card-number', 'id-reused'],
  examples: [
    {
      name: 'By phone',
      body: { signInId: example.ids.signIn, phone: '+7 916 555-01-09', language: 'ru' },
    },
  ],
});

export const getSignIn = contract({
  id: 'get-sign-in',
  method: 'GET',
  path: '/sign-in',
  tag: 'sign-in',
  summary: 'Where this browser’s sign-in stands',
  description:
    'For a page that was loaded anew, and to see how a code is getting on. Where the sign-in ended and its answer was lost on the way, this answers it again and signs the browser in.',
  access: 'public',
  mostPerMinute: 120,
  answer: schema.SignIn,
  refusals: [],
  examples: [{ name: 'Nothing has begun in this browser' }],
});

export const answerCode = contract({
  id: 'answer-code',
  method: 'POST',
  path: '/sign-in/code',
  tag: 'sign-in',
  summary: 'Type the code that came',
  description:
    'It takes five tries. A phone that one profile has signs in at once; what else may come is a choice of cards, a registration, or the question who is there.',
  access: 'public',
  mostPerMinute: 30,
  body: schema.AnswerCode,
  answer: schema.SignIn,
  refusals: ['confirmation-wrong', 'wrong-step'],
  examples: [nothingBegan({ code: '123456' })],
});

export const sendAgain = contract({
  id: 'send-again',
  method: 'POST',
  path: '/sign-in/again',
  tag: 'sign-in',
  summary: 'Send another code',
  description:
    'From `sendAgainAt` on; before, nothing is sent and the answer is where things stand. The codes before it are worth nothing.',
  access: 'public',
  mostPerMinute: 20,
  answer: schema.SignIn,
  refusals: ['no-channel', 'confirmation-limit', 'wrong-step'],
  examples: [nothingBegan()],
});

export const givePhone = contract({
  id: 'give-phone',
  method: 'POST',
  path: '/sign-in/phone',
  tag: 'sign-in',
  summary: 'Give a phone on the way',
  description:
    'After a card whose code does not come, or after the e-mail of a member who lost the phone: then it is the new one. A code goes to it.',
  access: 'public',
  mostPerMinute: 20,
  body: schema.GivePhone,
  answer: schema.SignIn,
  refusals: ['no-channel', 'confirmation-limit', 'bad-phone', 'wrong-step'],
  examples: [nothingBegan({ phone: '+7 916 555-01-09' })],
});

export const sayWho = contract({
  id: 'say-who',
  method: 'POST',
  path: '/sign-in/who',
  tag: 'sign-in',
  summary: 'Say whether the profile is theirs',
  description:
    'A number that was not proven for half a year may have another owner. Who says that it is them proves it by their birth date or the number of one of their cards. Who says that it is not them gets an account of their own, and the other loses this phone, nothing else.',
  access: 'public',
  mostPerMinute: 20,
  body: schema.SayWho,
  answer: schema.SignIn,
  refusals: ['not-recognised', 'no-tries-left', 'wrong-step'],
  examples: [nothingBegan({ me: false })],
});

export const enterCard = contract({
  id: 'enter-card',
  method: 'POST',
  path: '/sign-in/card',
  tag: 'sign-in',
  summary: 'Enter a card to link',
  description:
    'Once the phone is proven. A card that was handed out and is nobody’s yet brings its points along. Three wrong ones are enough.',
  access: 'public',
  mostPerMinute: 20,
  body: schema.EnterCard,
  answer: schema.SignIn,
  refusals: ['bad-card-number', 'card-not-linked', 'no-tries-left', 'open-hold', 'wrong-step'],
  examples: [nothingBegan({ card: example.card })],
});

export const chooseMainCard = contract({
  id: 'choose-main-card',
  method: 'POST',
  path: '/sign-in/main-card',
  tag: 'sign-in',
  summary: 'Choose the main card of several',
  description:
    'The others are blocked, and profiles that were several become one: points, history and cards. Staff can undo it.',
  access: 'public',
  mostPerMinute: 20,
  body: schema.ChooseMainCard,
  answer: schema.SignIn,
  refusals: ['unknown-card', 'open-hold', 'wrong-step'],
  examples: [nothingBegan({ cardId: example.ids.card })],
});

export const completeRegistration = contract({
  id: 'complete-registration',
  method: 'POST',
  path: '/sign-in/registration',
  tag: 'sign-in',
  summary: 'Join with the phone that was proven',
  description:
    'With a virtual card, unless one was linked on the way. Without consent to the terms and to the processing of personal data nobody joins.',
  access: 'public',
  mostPerMinute: 20,
  body: schema.Registration,
  answer: schema.SignIn,
  refusals: ['consent-needed', 'open-hold', 'wrong-step'],
  examples: [
    nothingBegan({
      name: 'Мария',
      consents: [
        { kind: 'terms', version: '2026-01', given: true },
        { kind: 'personal-data', version: '2026-01', given: true },
      ],
    }),
  ],
});

export const cancelSignIn = contract({
  id: 'cancel-sign-in',
  method: 'POST',
  path: '/sign-in/cancel',
  tag: 'sign-in',
  summary: 'Give up signing in',
  description: 'Nothing of it stays.',
  access: 'public',
  mostPerMinute: 20,
  answer: schema.SignIn,
  refusals: [],
  examples: [{ name: 'Nothing has begun in this browser' }],
});
