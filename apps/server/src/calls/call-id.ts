import { v5 } from 'uuid';

const CALLS = '6d0a6d1c-58a4-4d1c-9d5a-0f6f0c6b7a11';

/** What a call is called here: everything that an exchange tells of it leads to it, whoever is told first. */
export const callIdOf = (provider: string, externalCallId: string): string =>
  v5(`${provider}:${externalCallId}`, CALLS);

/** A recording that is told of twice is there once. */
export const recordingIdOf = (callId: string, recordRef: string): string => v5(recordRef, callId);
