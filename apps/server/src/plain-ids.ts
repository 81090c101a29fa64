/** Ids of ours; those of the chain (stores, tills, products) are kept as they are written. */
const ids = new Set([
  'memberId',
  'fromMemberId',
  'receiptId',
  'holdId',
  'confirmationId',
  'grantId',
  'offerId',
  'mergeId',
  'keyId',
  'signInId',
  'cardId',
  'approvalId',
  'changeId',
  'codeId',
  'linkId',
  'lotId',
  'replacementId',
  'returnId',
  'withdrawalId',
  'operatorId',
  'sessionId',
  'callId',
  'recordingId',
]);
const nested = new Set(['member', 'confirmation']);

/** A UUID may be written in capitals. In the database, in hashes and in maps it is one and the same, so it is made one here. */
export function withPlainIds<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([name, part]) => {
    if (ids.has(name) && typeof part === 'string') return [name, part.toLowerCase()];
    return [name, nested.has(name) ? withPlainIds<unknown>(part) : part];
  });
  // The same fields with the same types.
  return Object.fromEntries(entries) as Value;
}
