/** What a one-time code proves somebody wants. */
export type Purpose =
  | 'join'
  | 'spend'
  | 'sign-in'
  | 'change-phone'
  | 'change-email'
  | 'recover'
  | 'prove'
  | 'erase'
  /** A member agrees to what staff are about to do. */
  | 'agree';

/** Told by staff to a member who has lost their phone: such a code is sent nowhere. */
export type Unsent = 'let-in';

export type Language = 'ru' | 'en';
