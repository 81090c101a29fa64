import { poissonBinomialTail, together } from '../chance.ts';
import { grouped, localDay, seatKey, seatOf, type ReceiptFact } from '../facts.ts';
import { openSeats, type OpenSeats } from '../open-seats.ts';
import type { Parameters } from '../parameters.ts';
import type { Tested } from '../suspicion.ts';
import { saleTraces, sum } from './evidence.ts';
import { repeatsOf, repeatsTail, type Repeats } from './repeats.ts';

/**
 * One card on many receipts at one till. Two things that have nothing to do with each other in honest trade: how often the card
 * comes again within a day at the same till, and on how many days it met this very cashier of all who sat there at the hour.
 */
export function oneTill(sales: readonly ReceiptFact[], { fewest }: Parameters): Tested[] {
  const carded = sales.filter(({ memberId }) => memberId !== null);
  const usual = repeatsOf([...grouped(carded, ({ memberId }) => memberId ?? '').values()].map(daysAtSeats));
  return [...grouped(sales, ({ storeId }) => storeId).values()].flatMap((inStore) => {
    const byMember = grouped(
      inStore.filter(({ memberId }) => memberId !== null),
      ({ memberId }) => memberId ?? '',
    );
    const busy = [...byMember.values()].filter((own) => own.length >= fewest.receipts);
    if (busy.length === 0) return [];
    const seats = openSeats(inStore);
    return busy.flatMap((own) => atSeats(own, { seats, usual, fewest }));
  });
}

/** How many receipts a member had on each day at each seat. */
const daysAtSeats = (own: readonly ReceiptFact[]): number[] =>
  [...grouped(own, (sale) => `${localDay(sale)} ${seatKey(seatOf(sale))}`).values()].map((day) => day.length);

interface Usual {
  readonly seats: OpenSeats;
  readonly usual: Repeats;
  readonly fewest: Parameters['fewest'];
}

function atSeats(own: readonly ReceiptFact[], { seats, usual, fewest }: Usual): Tested[] {
  const days = [...grouped(own, (sale) => String(localDay(sale))).values()];
  const [first] = own;
  return [...grouped(own, (sale) => seatKey(seatOf(sale)))].flatMap(([key, here]) => {
    if (here.length < fewest.receipts || first === undefined) return [];
    const daysHere = days.filter((day) => day.some((sale) => seatKey(seatOf(sale)) === key)).length;
    // On days on which the seat was not open there was no choice to make.
    const chances = days.flatMap((day) => {
      const at = day.find((sale) => seatKey(seatOf(sale)) === key) ?? day[0];
      return at && seats.openAt(at).includes(key) ? [seats.chanceOf(at, key)] : [];
    });
    const repeats = here.length - daysHere;
    const chance = together([repeatsTail(usual, daysHere, repeats), poissonBinomialTail(daysHere, chances)]);
    const [anyHere] = here;
    if (anyHere === undefined) return [];
    const memberId = first.memberId ?? '';
    return [
      {
        rule: 'one-till',
        subject: { kind: 'member', memberId, seat: seatOf(anyHere) },
        chance,
        evidence: () => ({
          figures: {
            receipts: here.length,
            days: daysHere,
            mostInADay: Math.max(
              ...[...grouped(here, (sale) => String(localDay(sale))).values()].map((day) => day.length),
            ),
            daysInStore: days.length,
            usualDays: sum(chances),
            usualRepeats: daysHere * sum(usual.map((one, k) => one * k)),
            points: sum(here.map(({ earned }) => earned)),
          },
          members: [memberId],
          traces: saleTraces(here),
        }),
      },
    ];
  });
}
