/** Why something was booked or written that only repeats here what the system of record says: it is not told back. */
export const FROM_RECORD = 'from-record';
