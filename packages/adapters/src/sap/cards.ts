import { refused } from '../http/ask-system.ts';
import type { TheirClock } from '../http/their-clock.ts';
import type { RecordedCard } from '../system-of-record.ts';
import { identificationPath, withoutIdentification } from './change-partner.ts';
import { entity, equal, etagOf, textOf, written } from './odata-values.ts';
import { cardsOf, identifiedPartner, readPartner, type Partner, type Partners } from './partners.ts';
import { FOREVER, identification } from './register-partner.ts';
import { got, type Got } from './sap-answer.ts';
import type { CardMapping } from './sap-settings.ts';

const DAY_MS = 86_400_000;

/** Where a chain keeps its cards. */
export interface Cards {
  of(partner: Partner): Promise<Got<readonly RecordedCard[]>>;
  find(number: string): Promise<Got<Partner | null>>;
  /** The card is the partner's, in this state; another's only if it is of the one whom it is taken from. */
  put(id: string, card: RecordedCard, at: number, takenFrom?: string): Promise<Got<null>>;
  /** All cards of one become another's; where they go with the partner anyway, nothing. */
  hand(from: Partner, toId: string): Promise<Got<null>>;
}

const ofAnother = (id: string): Got<never> => refused('card-of-another', { names: id });

/** Cards that are identifications of partners. */
export const identificationCards = (partners: Partners, { later, earlier }: TheirClock): Cards => ({
  of: (partner) => Promise.resolve(got(cardsOf(partner, partners.mapping, later()))),
  find: (number) => identifiedPartner(partners, partners.mapping.cardType, number),
  hand: () => Promise.resolve(got(null)),

  async put(id, { number, state }, given, takenFrom) {
    const { gateway, mapping } = partners;
    // Days begin and end by SAP's clock: what has begun or ended by both has done so.
    const at = Math.min(given, earlier());
    const filter = equal({ BPIdentificationType: mapping.cardType, BPIdentificationNumber: number });
    const rows = await gateway.list(mapping.service, 'A_BuPaIdentification', filter);
    if (rows.state !== 'got') return rows;
    const [row] = rows.value;
    const end = state === 'active' ? FOREVER : written(at - (at % DAY_MS) - DAY_MS);
    const holder = row && textOf(row, 'BusinessPartner');
    if (!row || (holder !== id && holder === takenFrom)) {
      // A card that is new and blocked was valid on no day, yet its days must be in order.
      const since = state === 'active' ? at : at - DAY_MS;
      const body = { BusinessPartner: id, ...identification(mapping.cardType, number, since, end) };
      return gateway.together(mapping.service, [
        ...(row ? [withoutIdentification(row)] : []),
        { method: 'POST', path: 'A_BuPaIdentification', body },
      ]);
    }
    if (holder !== undefined && holder !== id) return ofAnother(holder);
    const body = {
      ...(state === 'blocked' && { ValidityStartDate: written(at - (at % DAY_MS) - DAY_MS) }),
      ValidityEndDate: end,
    };
    return gateway.together(mapping.service, [
      { method: 'PATCH', path: identificationPath(row), body, etag: etagOf(row) },
    ]);
  },
});

/** Cards in an entity set that the chain has made for them. */
export function cardSet(partners: Partners, mapping: CardMapping): Cards {
  const { gateway } = partners;
  const path = (number: string): string => entity(mapping.set, { [mapping.number]: number });
  const by = (field: string, value: string) =>
    gateway.list(mapping.service, mapping.set, equal({ [field]: value }));

  return {
    async of({ id }) {
      const rows = await by(mapping.partner, id);
      if (rows.state !== 'got') return rows;
      // Where nothing says that a card is blocked, it is not known to be good.
      const lacking = [mapping.number, mapping.blocked].find((field) =>
        rows.value.some((row) => !(field in row)),
      );
      if (lacking !== undefined)
        return refused('no-field', { names: `${mapping.set}/${lacking}`, setting: 'cards' });
      return got(
        rows.value.map((row) => ({
          number: textOf(row, mapping.number),
          state: row[mapping.blocked] === true ? 'blocked' : 'active',
        })),
      );
    },

    async find(number) {
      const rows = await by(mapping.number, number);
      if (rows.state !== 'got') return rows;
      const [row] = rows.value;
      return row ? readPartner(partners, textOf(row, mapping.partner)) : got(null);
    },

    async put(id, { number, state }, _at, takenFrom) {
      const rows = await by(mapping.number, number);
      if (rows.state !== 'got') return rows;
      const [row] = rows.value;
      const blocked = { [mapping.blocked]: state === 'blocked' };
      if (!row) {
        const body = { [mapping.number]: number, [mapping.partner]: id, ...blocked };
        return gateway.together(mapping.service, [{ method: 'POST', path: mapping.set, body }]);
      }
      const holder = textOf(row, mapping.partner);
      if (holder !== id && holder !== takenFrom) return ofAnother(holder);
      const body = { ...(holder !== id && { [mapping.partner]: id }), ...blocked };
      return gateway.together(mapping.service, [
        { method: 'PATCH', path: path(number), body, etag: etagOf(row) },
      ]);
    },

    async hand({ id }, toId) {
      const rows = await by(mapping.partner, id);
      if (rows.state !== 'got') return rows;
      return gateway.together(
        mapping.service,
        rows.value.map((row) => ({
          method: 'PATCH',
          path: path(textOf(row, mapping.number)),
          body: { [mapping.partner]: toId },
          etag: etagOf(row),
        })),
      );
    },
  };
}
