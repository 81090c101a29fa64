/**
 * Every way in which Bonum says no, with the status it has over HTTP. The code is stable; the sentence may be reworded.
 * `title` says what is wrong, the problem's `detail` says where and what to do.
 */
export const refusals = {
  // The door
  'bad-request': { status: 400, title: 'The request does not have the form this operation takes' },
  'bad-json': { status: 400, title: 'The body is not JSON' },
  'no-key': { status: 401, title: 'A key is needed: Authorization: Bearer <key>' },
  'wrong-key': { status: 401, title: 'This key is not known or was revoked' },
  'scope-missing': { status: 403, title: 'This key may not do that' },
  'wrong-store': { status: 403, title: 'This key belongs to another store or till' },
  'no-such-operation': { status: 404, title: 'There is no such address' },
  'method-not-allowed': { status: 405, title: 'This address does not take that method' },
  'too-large': { status: 413, title: 'The request is too large' },
  'not-json': { status: 415, title: 'The body must be sent as application/json' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'no-channel': { status: 503, title: 'Nothing is configured that could send a code' },
  'no-programme': { status: 503, title: 'No programme is live yet' },
  busy: { status: 503, title: 'The server is busy; ask again' },
  bug: { status: 500, title: 'Something went wrong on our side' },

  // Things that are not there
  'unknown-member': { status: 404, title: 'No such member' },
  'unknown-card': { status: 404, title: 'No such card' },
  'unknown-receipt': { status: 404, title: 'No such receipt' },
  'unknown-hold': { status: 404, title: 'No such hold' },
  'unknown-transfer': { status: 404, title: 'No such transfer' },
  'unknown-key': { status: 404, title: 'No such key' },
  'unknown-merge': { status: 404, title: 'No such merge' },
  'unknown-store': { status: 422, title: 'No such store' },
  'unknown-till': { status: 422, title: 'No such till' },
  'unknown-product': { status: 422, title: 'No such product' },
  'unknown-kind': { status: 422, title: 'No such kind of points' },
  'unknown-promotion': { status: 422, title: 'No such promotion' },
  'unknown-line': { status: 422, title: 'The receipt has no such line' },

  // The till
  'key-reused': { status: 409, title: 'This receipt was already committed with other content' },
  'receipt-cancelled': { status: 409, title: 'This receipt was cancelled' },
  'quantity-exceeded': { status: 409, title: 'More is returned than was sold and not yet returned' },
  'not-a-sale': { status: 409, title: 'Only a sale can be returned' },
  'not-enough-points': { status: 409, title: 'There are not enough points' },
  'more-than-allowed': { status: 409, title: 'The rules allow fewer points on this receipt' },
  'hold-closed': { status: 409, title: 'This hold is already committed, cancelled or expired' },
  'hold-of-other-receipt': { status: 409, title: 'This hold was made for another receipt or member' },
  'receipt-already-committed': { status: 409, title: 'This receipt is already committed' },
  'nothing-to-spend': { status: 409, title: 'No points can be spent on this receipt' },
  'bad-quote-token': { status: 422, title: 'The quote token is not one of ours' },
  'bad-receipt': { status: 422, title: 'The receipt contradicts itself' },

  // Members, cards, confirmations
  'confirmation-wrong': { status: 422, title: 'The code is wrong, expired or used up' },
  'confirmation-limit': { status: 429, title: 'Too many codes were asked for; wait' },
  'already-member': { status: 409, title: 'This phone is a member already' },
  'card-taken': { status: 409, title: 'This card belongs to another member' },
  'card-blocked': { status: 409, title: 'This card is blocked' },
  'bad-card-number': { status: 422, title: 'This is not a card number of this chain' },
  'bad-phone': { status: 422, title: 'This is not a phone number' },
  'member-suspended': { status: 409, title: 'This member is suspended' },
  'member-id-reused': { status: 409, title: 'This member id was already used with other content' },
  'invitation-invalid': { status: 422, title: 'This invitation is unknown, used or out of date' },
  'id-reused': { status: 409, title: 'This id was already used with other content' },
  'same-member': { status: 422, title: 'A member cannot be merged into itself' },
  'open-hold': { status: 409, title: 'Points are held for a receipt that is being paid' },
  'moved-since': { status: 409, title: 'Something has moved since; this can no longer be undone' },
  'cannot-reverse': { status: 409, title: 'This transfer cannot be reversed' },

  // Programme
  'programme-invalid': { status: 422, title: 'The programme has mistakes' },
} as const satisfies Record<string, { status: number; title: string }>;

export type RefusalCode = keyof typeof refusals;

/** An RFC 9457 problem document. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: RefusalCode;
  readonly detail: string;
  /** Where in the request, as a JSON pointer; absent when it is nowhere in particular. */
  readonly path?: string;
  readonly [extra: string]: unknown;
}
