import type { Input } from '@bonum/contract';
import { parse, v5 } from 'uuid';

export type ReceiptKey = Input<'commit-receipt'>['key'];

const NAMESPACE = parse('6f0c7f52-3b0e-4c44-9a55-4d6f0a3d2b71');

/** Of the return that annuls a committed receipt: a name that no till can give. */
export const cancelIdOf = ({ storeId, tillId, shift, number }: ReceiptKey): string =>
  v5(JSON.stringify([storeId, tillId, shift, number, 'cancel']), NAMESPACE);

/** The till's own key as a UUID: the same receipt has the same id however often it is sent. */
export const receiptIdOf = ({ storeId, tillId, shift, number }: ReceiptKey): string =>
  // JSON, since a separator might occur in a part.
  v5(JSON.stringify([storeId, tillId, shift, number]), NAMESPACE);
