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
  'signed-out': { status: 401, title: 'Nobody is signed in here' },
  'wrong-origin': { status: 403, title: 'This request came from another site' },
  'scope-missing': { status: 403, title: 'This key or role may not do that' },
  'wrong-store': { status: 403, title: 'This key belongs to another store or till' },
  'forged-callback': { status: 403, title: 'This callback is not signed as was agreed' },
  'no-such-operation': { status: 404, title: 'There is no such address' },
  'method-not-allowed': { status: 405, title: 'This address does not take that method' },
  'too-large': { status: 413, title: 'The request is too large' },
  'not-json': { status: 415, title: 'The body must be sent as application/json' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'no-channel': { status: 503, title: 'Nothing is configured that could send a code' },
  'no-programme': { status: 503, title: 'No programme is live yet' },
  busy: { status: 503, title: 'The server is busy; ask again' },
  'database-away': { status: 503, title: 'The database is away or cannot write; ask again' },
  bug: { status: 500, title: 'Something went wrong on our side' },

  // Things that are not there
  'unknown-member': { status: 404, title: 'No such member' },
  'unknown-card': { status: 404, title: 'No such card' },
  'unknown-receipt': { status: 404, title: 'No such receipt' },
  'unknown-hold': { status: 404, title: 'No such hold' },
  'unknown-transfer': { status: 404, title: 'No such transfer' },
  'unknown-offer': { status: 404, title: 'No such offer' },
  'unknown-key': { status: 404, title: 'No such key' },
  'unknown-webhook': { status: 404, title: 'No such webhook' },
  'unknown-command': { status: 404, title: 'No such command' },
  'command-ended': { status: 409, title: 'This command has reached its end' },
  'unknown-case': { status: 404, title: 'No such case' },
  'unknown-merge': { status: 404, title: 'No such merge' },
  'no-feedback': { status: 404, title: 'Nothing was said of this receipt, or no photo was sent' },
  'unknown-feed': { status: 404, title: 'No such feed' },
  'unknown-onec-receipt': { status: 404, title: 'No such receipt waits' },
  'onec-receipt-unreadable': { status: 409, title: 'This receipt could not be read' },
  'unknown-exchange': { status: 404, title: 'No such exchange' },
  'bad-feed': { status: 422, title: 'Something that such a feed needs is missing' },
  'too-many-feeds': { status: 409, title: 'There are as many feeds as there may be' },
  'inward-address': { status: 422, title: 'This address is inside the network, or not one to send to' },
  'too-many-secrets': { status: 409, title: 'As many secrets are good at once as may be' },
  'too-many-webhooks': { status: 409, title: 'There are as many webhooks as there may be' },
  'unknown-store': { status: 422, title: 'No such store' },
  'unknown-till': { status: 422, title: 'No such till' },
  'unknown-product': { status: 422, title: 'No such product' },
  'unknown-kind': { status: 422, title: 'No such kind of points' },
  'unknown-promotion': { status: 422, title: 'No such promotion' },
  'unknown-version': { status: 422, title: 'The programme never had this version' },
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
  'too-old': { status: 409, title: 'The receipt is older than receipts made offline may be' },
  'bad-charge': { status: 422, title: 'What was charged contradicts itself' },
  'bad-allowance': { status: 409, title: 'This allowance is not for this, is used or has run out' },
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

  // What staff do
  'reason-needed': { status: 422, title: 'Staff say why they do what they do' },
  'changed-since': { status: 409, title: 'Somebody has changed it since it was seen' },
  'confirmation-needed': { status: 409, title: 'The member has to agree by a code first' },
  'waits-for-approval': {
    status: 409,
    title: 'It is more than one may do alone; it waits for a second person',
  },
  'unknown-approval': { status: 404, title: 'No such approval' },
  'approval-closed': { status: 409, title: 'This approval is decided, withdrawn or has run out' },
  'second-person-needed': { status: 403, title: 'Somebody else has to say this' },
  'cannot-carry-out': { status: 409, title: 'What was asked for can no longer be done as things stand' },
  'bad-rules': { status: 422, title: 'The rules contradict themselves' },
  'bad-fiscal-code': { status: 422, title: 'This is not the code of a fiscal receipt' },
  'receipt-counted': { status: 409, title: 'This receipt counts already' },
  'lines-needed': { status: 422, title: 'The lines of this receipt have to be typed' },

  // What members see
  'offer-over': { status: 409, title: 'This offer is used, has ended or has not begun' },
  'brand-unreadable': { status: 422, title: 'Some of these colours cannot be read on each other' },
  'bad-brand': { status: 422, title: 'The brand contradicts itself' },
  'bad-asset': { status: 422, title: 'This is not a still picture of that type' },
  'unknown-asset': { status: 422, title: 'No such picture' },
  'unknown-placeholder': { status: 422, title: 'What stands in braces is not known of such a notice' },
  'id-twice': { status: 422, title: 'Two things have the same id' },
  // Receipts as members see them
  'bad-period': { status: 422, title: 'This is no period of time, or too long a one' },
  'feedback-closed': { status: 409, title: 'What was said of this receipt can no longer be changed' },
  'bad-photo': { status: 422, title: 'This is no photo that can be kept' },
  'not-a-photo': { status: 415, title: 'A photo must be sent as what it is: JPEG, PNG or WebP' },
  // A member's own account
  'birth-date-fixed': { status: 409, title: 'The birth date was said once; staff can put it right' },
  'no-questionnaire': { status: 409, title: 'The programme asks for nothing' },
  'bad-answer': { status: 422, title: 'This is not an answer to the question' },
  'consent-needed': { status: 422, title: 'This wants a consent that was not given' },
  'contact-needed': { status: 403, title: 'Prove a phone or an e-mail first' },
  'proof-needed': { status: 403, title: 'Prove first that it is still you' },
  'no-such-contact': { status: 409, title: 'The member has no such contact to send a code to' },
  'contact-taken': { status: 409, title: 'Another profile has this phone or e-mail' },
  'erase-instead': { status: 409, title: 'The account rests on this consent; erase the account instead' },
  'too-many-cards': { status: 409, title: 'There are as many cards as a member may have' },

  // Signing in
  'wrong-step': { status: 409, title: 'This browser’s sign-in does not wait for that now' },
  'not-recognised': { status: 422, title: 'This is not what stands in the profile' },
  'card-not-linked': { status: 422, title: 'This card cannot be linked here' },
  'passkey-refused': { status: 422, title: 'This passkey does not sign in here' },
  'too-many-passkeys': { status: 409, title: 'There are as many passkeys as a member may have' },
  'no-tries-left': { status: 429, title: 'There were too many tries' },

  // Staff
  'not-let-in': { status: 422, title: 'The login, the password or the code is wrong' },
  'invitation-over': { status: 410, title: 'This link opens nothing any more' },
  'weak-password': { status: 422, title: 'This password is too easy to guess' },
  'unknown-operator': { status: 404, title: 'No such operator' },
  'roles-elsewhere': { status: 409, title: 'The identity provider decides this' },
  'last-administrator': { status: 409, title: 'There must be an administrator' },
  'operator-blocked': { status: 409, title: 'This operator is shut out' },
  'login-taken': { status: 409, title: 'Another operator has this login' },

  // Keys
  'key-revoked': { status: 409, title: 'This key was revoked' },
  'no-sandbox': { status: 409, title: 'This installation has no sandbox' },
  'not-in-sandbox': { status: 403, title: 'Keys of the sandbox cannot do this' },
  'quota-used': { status: 429, title: 'This key has asked as often today as it may' },
  'two-secrets': { status: 409, title: 'This key has two secrets in use already' },

  // Abuse
  'bad-decision': { status: 422, title: 'This cannot be decided of this case' },
  // Calls
  'unknown-call': { status: 404, title: 'No such call' },
  'unknown-recording': { status: 404, title: 'No such recording, or it is not here yet or any more' },
  'unknown-topic': { status: 422, title: 'Calls have no such topic' },
  'call-ahead': { status: 422, title: 'This has not happened yet' },
  'operators-only': { status: 409, title: 'Only an operator who has signed in can do that' },
  'not-your-call': { status: 409, title: 'This call is not yours' },
  'no-extension': { status: 409, title: 'You sit at no telephone' },
  'exchange-cannot': { status: 409, title: 'This telephone exchange cannot do that' },
  'exchange-away': { status: 503, title: 'The telephone exchange does not answer' },
  'bad-recording': { status: 422, title: 'This is no recording that can be kept' },
  'not-xml': { status: 415, title: 'A part of a file of goods must be sent as XML or as bytes' },
  'not-audio': { status: 415, title: 'A recording must be sent as what it is: MP3, WAV, Ogg or MP4' },

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
