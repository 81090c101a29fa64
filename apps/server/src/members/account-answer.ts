import type { Answer } from '@bonum/contract';
import { answers, type AskedQuestion, type MemberField, type Programme } from '@bonum/engine';
import { iso } from '@bonum/ledger';
import type { Call, MemberCaller } from '../operation.ts';
import type { MemberRow, OwnerState } from '../owner/read-owner.ts';
import { mainCardOf, mostCards } from '../cards/own-cards.ts';
import { proofsWanted } from './proof.ts';
import { wasRewarded } from './reward-completion.ts';
import { byIssue } from './member-answer.ts';
import { isAccumulateOnly, missingFields, profileOf } from './standing.ts';
import { subscriptionsOf } from './subscriptions.ts';

export type Account = Answer<'get-account'>;

/** A member's account as its pages show it; `rewarded` when this very call gives the reward. */
export async function accountAnswer(
  call: Call<MemberCaller>,
  { cards, owner }: OwnerState,
  member: MemberRow,
  { rewarded = false, said = [] }: { readonly rewarded?: boolean; readonly said?: Account['consents'] } = {},
): Promise<Account> {
  const { programme } = await call.shell.programmes.current();
  const main = mainCardOf(cards, member.main_card);
  return {
    profile: {
      name: member.name,
      surname: member.surname,
      birthDate: member.birth_date,
      birthDateFixed: member.birth_date !== null,
      gender: member.gender,
      city: member.city,
      language: member.language,
    },
    contacts: {
      phone: member.phone,
      email: member.email,
      emailProved: member.email !== null && member.email === member.proved_email,
      proof: await proofsWanted(call, member),
    },
    cards: cards.toSorted(byIssue).map(({ number, form, state, issued_at, blocked_at }) => ({
      number,
      form,
      state,
      main: number === main,
      issuedAt: iso(Date.parse(issued_at)),
      blockedAt: blocked_at === null ? null : iso(Date.parse(blocked_at)),
    })),
    mostCards: mostCards(programme),
    questionnaire: await questionnaireAnswer(call, programme, { member, rewarded }),
    subscriptions: subscriptionsOf(member),
    consents: [...said, ...(await consentsOf(call, owner.owner_id))],
  };
}

async function questionnaireAnswer(
  { shell }: Call,
  programme: Programme,
  { member, rewarded }: { readonly member: MemberRow; readonly rewarded: boolean },
): Promise<Account['questionnaire']> {
  const { questionnaire, kinds } = programme;
  if (questionnaire === undefined) return null;
  const { required, optional = [], questions = [], reward } = questionnaire;
  const profile = profileOf(member);
  const kind = reward && kinds.find(({ id }) => id === reward.kind);
  return {
    questions: [
      ...required.map((field) => profileQuestion(field, { required: true, answer: profile[field] })),
      ...optional.map((field) => profileQuestion(field, { required: false, answer: profile[field] })),
      ...questions.map((question) => ownQuestion(question, member.answers[question.id])),
    ],
    missing: missingFields(programme, member),
    accumulateOnly: isAccumulateOnly(programme, member),
    reward: kind
      ? {
          kind: kind.id,
          name: kind.name,
          points: reward.points,
          given: rewarded || (await wasRewarded(shell.db, member.owner_id)),
        }
      : null,
  };
}

type Question = NonNullable<Account['questionnaire']>['questions'][number];

const profileQuestion = (
  id: MemberField,
  { required, answer }: { readonly required: boolean; readonly answer: string | null },
): Question => ({ ...plain, id, name: null, type: 'profile', required, answer });

const plain = { hint: null, options: [], most: null, from: null, to: null };

function ownQuestion(question: AskedQuestion, known: unknown): Question {
  const { id, name, hint = null, type, required = false } = question;
  const answer = answers(question, known) ? (typeof known === 'object' ? [...known] : known) : null;
  const shown = { ...plain, id, name, hint, type, required, answer };
  switch (question.type) {
    case 'text':
      return { ...shown, most: question.longest ?? null };
    case 'choice':
      return { ...shown, options: [...question.options] };
    case 'several':
      return { ...shown, options: [...question.options], most: question.most ?? null };
    case 'number':
      return { ...shown, from: question.from ?? null, to: question.to ?? null };
    case 'date':
    case 'yes-no':
      return shown;
    default:
      return question satisfies never;
  }
}

export async function consentsOf({ shell }: Call, ownerId: string): Promise<Account['consents']> {
  const rows = await shell.db
    .selectFrom('consent')
    .select(['kind', 'version', 'given', 'at', 'said_by', 'consent_id'])
    .where('owner_id', '=', ownerId)
    .orderBy('at', 'desc')
    .orderBy('consent_id', 'desc')
    .limit(500)
    .execute();
  return rows.map(({ kind, version, given, at, said_by }) => ({
    kind,
    version,
    given,
    at: iso(at),
    by: said_by,
  }));
}
