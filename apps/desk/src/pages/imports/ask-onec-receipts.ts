import { outdated, useListed, type Asked, type Listed } from '../../api/asking.ts';
import { api } from '../../api/client.ts';
import { answered, type Answered } from '../../api/failure.ts';
import { keys } from '../../api/keys.ts';

const ask = (query: object, signal: AbortSignal) =>
  answered(api.GET('/v1/onec-receipts', { params: { query }, signal }));

/** A receipt of 1C that is not booked. */
export type OnecReceipt = Answered<typeof ask>['receipts'][number];

/** The oldest first. */
export const useOnecReceipts = (): Asked<Listed<OnecReceipt>> =>
  useListed<OnecReceipt>(keys.onecReceipts, async (after, signal) => {
    const answer = await ask(after === undefined ? {} : { after }, signal);
    if (!answer.ok) return answer;
    return { ok: true, value: { items: answer.value.receipts, next: answer.value.next } };
  });

const path = ({ documentId }: OnecReceipt) => ({ params: { path: { documentId } } });

export const retryOnecReceipt = (receipt: OnecReceipt) =>
  answered(api.POST('/v1/onec-receipts/{documentId}/retry', path(receipt)));

export const discardOnecReceipt = (receipt: OnecReceipt) =>
  answered(api.POST('/v1/onec-receipts/{documentId}/discard', path(receipt)));

export const onecReceiptsChanged = (): void => outdated(keys.onecReceipts);
