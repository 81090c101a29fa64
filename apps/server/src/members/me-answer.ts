import type { Answer } from '@bonum/contract';
import {
  instant,
  levelFor,
  minor,
  type Calendar,
  type CompiledProgramme,
  type EarningRule,
  type Level,
  type Programme,
} from '@bonum/engine';
import { balances, type Balance, iso } from '@bonum/ledger';
import type { Call } from '../operation.ts';
import type { OwnerState } from '../owner/read-owner.ts';
import type { ProgrammeVersion } from '../programme/programmes.ts';
import { mainCardOf } from '../cards/own-cards.ts';
import { profileAnswer, type Profile } from './member-answer.ts';
import { bookOf } from './standing.ts';

type Me = Answer<'get-me'>;

/** What the app's first screen shows of a member, but for the phone it is shown on. */
export function meAnswer(
  call: Call,
  { programme, compiled }: ProgrammeVersion,
  state: OwnerState,
): Omit<Me, 'barcode'> {
  const member = profileAnswer(call, programme, state);
  return {
    ...member,
    now: iso(call.now),
    version: state.owner.version,
    programme: { name: programme.name, currency: programme.currency },
    kinds: kindsOf(compiled, balances(bookOf(state, call))),
    standing: standingOf(programme, member),
    cannotSpend: barOf(programme, member),
    mainCard: mainCardOf(state.cards, state.member?.main_card ?? null),
  };
}

/** More than a screen shows. */
const mostDates = 10;

function kindsOf({ programme, calendar }: CompiledProgramme, all: readonly Balance[]): Me['kinds'] {
  return programme.kinds.map(({ id, name, worth, spending }) => {
    const balance = all.find(({ kind }) => kind === id);
    return {
      kind: id,
      name,
      worth,
      share: spending?.maxShare ?? null,
      available: balance?.available ?? 0,
      pending: balance?.pending ?? 0,
      held: balance?.held ?? 0,
      debt: balance?.debt ?? 0,
      expiring: byDay(balance?.expiring ?? [], calendar),
      activating: byDay(balance?.activating ?? [], calendar),
    };
  });
}

const DAY_MINUTES = 24 * 60;

/** What ends or begins within one day of the chain is one figure; what ends as a day ends belongs to it. */
function byDay(dated: Balance['expiring'], calendar: Calendar): Me['kinds'][number]['expiring'] {
  const days = new Map<number, { at: string; points: number }>();
  for (const { at, points } of dated) {
    const day = Math.floor(((at - 1) / 60_000 + calendar.offsetMinutesAt(instant(at))) / DAY_MINUTES);
    days.set(day, { at: iso(at), points: (days.get(day)?.points ?? 0) + points });
  }
  return [...days.values()].slice(0, mostDates);
}

function standingOf(programme: Programme, { level, spend }: Me | Profile): Me['standing'] {
  const held = programme.levels.find(({ id }) => id === level) ?? levelFor(programme, minor(spend));
  const next = programme.levels.find(({ from }) => from > Math.max(spend, held.from));
  return {
    name: held.name,
    begins: held.from,
    rate: rateOn(programme, held),
    next: next
      ? {
          level: next.id,
          name: next.name,
          rate: rateOn(programme, next),
          from: next.from,
          missing: next.from - spend,
        }
      : null,
  };
}

/** What any purchase earns on a level; or, where every rule leaves goods out, what the first of them promises. */
function rateOn({ earning }: Programme, level: Level): number | null {
  const always = earning.filter((rule) => rule.when === undefined);
  const whole = always.filter((rule) => rule.lines === undefined);
  const told = whole.length > 0 ? whole : always.slice(0, 1);
  const rate = told.reduce((sum, rule) => sum + rateAt(rule, level), 0);
  return rate === 0 ? null : rate;
}

const rateAt = ({ rate }: EarningRule, { id }: Level): number =>
  typeof rate === 'number' ? rate : (rate[id] ?? 0);

function barOf({ levels }: Programme, member: Profile): Me['cannotSpend'] {
  if (member.status === 'suspended') return 'suspended';
  if (member.accumulateOnly) return 'questionnaire-incomplete';
  return levels.find(({ id }) => id === member.level)?.spends === false ? 'level-does-not-spend' : null;
}
