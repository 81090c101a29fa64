import { Icon } from '@bonum/ui';
import { userPlus } from '@bonum/ui/icons';
import { formatPhone, useFormat, useWords } from '@bonum/ui/language';
import type { ReactNode } from 'react';
import type { Asked } from '../../api/asking.ts';
import { useFailureText } from '../../frame/shown.tsx';
import { useBrand } from '../../brand/brand-name.tsx';
import type { Found, FoundReceipt, Hit } from './use-found.ts';
import { searchWords } from './words.ts';

/** A line that can be chosen, and whose page it opens; null: it signs somebody up. */
interface LineId {
  readonly key: string;
  readonly memberId: string | null;
}

const REGISTER: LineId = { key: 'register', memberId: null };

/** What only one person has, so that there is nobody new to sign up. */
const tellsWho = new Set<Hit['matched']['by']>(['member-id', 'phone', 'card', 'email', 'receipt']);

/** Members first, then receipts that are somebody's; last, unless it is surely one of them, somebody new. */
export const lineIds = ({ members, receipts }: Found, mayRegister: boolean): LineId[] => {
  const isThere = members.some(({ matched: { by, exact } }) => exact && tellsWho.has(by));
  return [
    ...members.map(({ memberId }) => ({ key: memberId, memberId })),
    ...receipts.flatMap(({ receiptId, memberId }) =>
      memberId === null ? [] : [{ key: receiptId, memberId }],
    ),
    ...(mayRegister && !isThere && receipts.length === 0 ? [REGISTER] : []),
  ];
};

interface ResultsProps {
  readonly id: string;
  readonly lines: readonly LineId[];
  readonly found: Asked<Found>;
  readonly chosen: string | null;
  readonly onGo: (memberId: string | null) => void;
}

/** Beneath the field: who fits, and by what. */
export function Results({ id, lines, found, chosen, onGo }: ResultsProps) {
  const say = useWords(searchWords);
  const failureText = useFailureText();
  const here = found.state === 'here' ? found.value : null;
  const nobody = here !== null && here.members.length + here.receipts.length === 0;
  return (
    <div className="search-results">
      <div role="status">
        {found.state === 'loading' && <p className="search-note">{say.looking}</p>}
        {found.state === 'failed' && <p className="search-note bad">{failureText(found.failure)}</p>}
        {nobody && found.state === 'here' && !found.old && (
          <div className="search-note">
            <b>{say.none}</b>
            <p>{say.noneText}</p>
          </div>
        )}
      </div>
      <div id={id} role="listbox" aria-label={say.results}>
        {here?.members.map((hit) => (
          <Line
            key={hit.memberId}
            id={`${id}-${hit.memberId}`}
            on={chosen === hit.memberId}
            onGo={() => onGo(hit.memberId)}
          >
            <Member hit={hit} />
          </Line>
        ))}
        {here?.receipts.map((receipt) => {
          const { receiptId, memberId } = receipt;
          return memberId === null ? null : (
            <Line
              key={receiptId}
              id={`${id}-${receiptId}`}
              on={chosen === receiptId}
              onGo={() => onGo(memberId)}
            >
              <Receipt receipt={receipt} />
            </Line>
          );
        })}
        {lines.includes(REGISTER) && (
          <Line id={`${id}-${REGISTER.key}`} on={chosen === REGISTER.key} onGo={() => onGo(null)}>
            <b className="search-register">
              <Icon of={userPlus} small />
              {say.register}
            </b>
          </Line>
        )}
      </div>
      <div role="status">
        {here?.receipts
          .filter(({ memberId }) => memberId === null)
          .map(({ receiptId, number }) => (
            <p key={receiptId} className="search-note">
              {say.nobodys(number)}
            </p>
          ))}
        {here?.more && <p className="search-note">{say.more}</p>}
      </div>
    </div>
  );
}

interface LineProps {
  readonly id: string;
  readonly on: boolean;
  readonly onGo: () => void;
  readonly children: ReactNode;
}

const Line = ({ id, on, onGo, children }: LineProps) => (
  <div
    id={id}
    role="option"
    aria-selected={on}
    className={on ? 'search-line on' : 'search-line'}
    // The field keeps the focus, so that what is typed next is typed there.
    onMouseDown={(event) => event.preventDefault()}
    onClick={onGo}
  >
    {children}
  </div>
);

function Member({ hit }: { readonly hit: Hit }) {
  const say = useWords(searchWords);
  const { name, surname, phone, email, city, level, cards, matched, status } = hit;
  const whole = [name, surname].filter((part) => part !== null && part !== '').join(' ');
  const contacts = [phone !== null && /^\+\d+$/.test(phone) ? formatPhone(phone) : phone, email, city].filter(
    (part) => part !== null,
  );
  return (
    <>
      <span className="search-who">
        <b>{whole === '' ? say.nameless : whole}</b>
        <small>{contacts.join(' · ')}</small>
      </span>
      <span className="search-what">
        {status === 'suspended' ? say.suspended : level.name}
        <small>
          {matched.exact ? say.by[matched.by] : say.alike}
          {cards.length > 0 && ` · ··${cards[0]}`}
        </small>
      </span>
    </>
  );
}

function Receipt({ receipt }: { readonly receipt: FoundReceipt }) {
  const say = useWords(searchWords);
  const format = useFormat();
  const brand = useBrand();
  const { number, store, at, paid, type } = receipt;
  return (
    <>
      <span className="search-who">
        <b>{say.receipt[type](number)}</b>
        <small>{store.name}</small>
      </span>
      <span className="search-what">
        {brand?.currency == null ? '' : format.money(paid, brand.currency)}
        <small>{format.dateTime(at)}</small>
      </span>
    </>
  );
}
