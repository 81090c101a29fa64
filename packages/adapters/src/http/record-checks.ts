import type { Away, FaultFacts, RecordCheck, RecordFault, Refused } from '../system-of-record.ts';

export const isThere = (what: string): RecordCheck => ({ what, fault: null, about: {} });
export const isWrong = (what: string, fault: RecordFault, about: FaultFacts = {}): RecordCheck => ({
  what,
  fault,
  about,
});

const faultsOfTheLine: Readonly<Record<string, RecordFault>> = {
  unreachable: 'unreachable',
  'no-answer': 'no-answer',
  busy: 'busy',
  'no-session': 'no-session',
  'wrong-login': 'wrong-login',
  'not-let-in': 'wrong-login',
  'led-elsewhere': 'led-elsewhere',
  broken: 'broken',
};

/** Why nothing can be looked at: the system is away, or says no. */
export function faultOf(
  what: string,
  answer: Away | Refused,
  settings: { readonly login: string; readonly address: string },
): RecordCheck {
  const fault = faultsOfTheLine[answer.because];
  if (fault === undefined && answer.state === 'refused')
    return isWrong(what, 'says-no', { said: answer.about.said ?? answer.because });
  const about = { setting: fault === 'wrong-login' ? settings.login : settings.address };
  return isWrong(what, fault ?? 'not-understood', about);
}
