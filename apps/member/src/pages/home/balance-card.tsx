import { Icon, Marker, Swatch } from '@bonum/ui';
import { caretRight } from '@bonum/ui/icons';
import type { ComponentChildren } from 'preact';
import { BrandName } from '../../brand/brand-name.tsx';
import { Barcode } from '../../barcode/barcode.tsx';
import { code128 } from '../../barcode/code128.ts';
import { ean13 } from '../../barcode/ean13.ts';
import { growInto } from '../../barcode/grow.ts';
import type { Secret } from '../../barcode/rotating-code.ts';
import { useDigits } from '../../barcode/use-digits.ts';
import { useFormat, useLanguage, useWords } from '@bonum/ui/language';
import type { Me } from '../../me/use-me.ts';
import { apart, heroOf, paying, shareOf, strokeOf } from '../../me/worth.ts';
import { useCounted } from './use-counted.ts';
import { homeWords } from './words.ts';

interface StripProps {
  readonly secret: Secret | null | undefined;
  /** The number of the card that is shown where there is no rotating barcode. */
  readonly card: string | null;
}

/** The chain's card: what is on it, and below the way to the barcode. */
export function CardFrame({
  secret,
  card,
  children,
}: StripProps & { readonly children?: ComponentChildren }) {
  const [first, second] = useWords(homeWords).show;
  const digits = useDigits(secret)?.digits;
  const widths = digits ? code128(digits) : card !== null && secret === null ? ean13(card) : null;
  return (
    <section className="balance-card">
      <div className="balance-in">{children}</div>
      <a className="barcode-strip" href="/app/card" onClick={(event) => growInto(event, '/app/card')}>
        <span className="barcode-strip-code">{widths && <Barcode widths={widths} module={1} />}</span>
        <span className="barcode-strip-words">
          <span>
            {first}
            <br />
            {second}
          </span>
          <Icon of={caretRight} />
        </span>
      </a>
    </section>
  );
}

interface BalanceProps {
  readonly me: Me;
  readonly asOf: Date | null;
  readonly secret: Secret | null | undefined;
}

export function BalanceCard({ me, asOf, secret }: BalanceProps) {
  const say = useWords(homeWords);
  const format = useFormat();
  const { language } = useLanguage();
  const { standing } = me;
  return (
    <CardFrame secret={secret} card={me.mainCard}>
      <div className="balance-top">
        <BrandName />
        <span className="balance-level">
          {standing.name[language]}
          {standing.rate !== null && <small>{say.rate(format.percent(standing.rate / 10_000))}</small>}
        </span>
      </div>
      <Balance me={me} asOf={asOf} />
      {me.cannotSpend === 'questionnaire-incomplete' && (
        <a className="balance-link" href="/app/questionnaire">
          {say.fill}
        </a>
      )}
      <Kinds me={me} />
    </CardFrame>
  );
}

/** The number counts up while the marker is drawn behind it, when points come in as one looks. */
function Balance({ me, asOf }: { readonly me: Me; readonly asOf: Date | null }) {
  const say = useWords(homeWords);
  const format = useFormat();
  const hero = heroOf(me);
  const isSum = 'sum' in hero;
  const write = (value: number): string =>
    isSum ? format.money(value, me.programme.currency) : format.number(value);
  const total = isSum ? hero.sum : hero.points;
  const { shown, gained } = useCounted(total);
  return (
    <>
      <p className="balance-hero">
        <span className={`hero-number ${sizeOf(write(total))}${gained > 0 ? ' gained' : ''}`}>
          {write(shown)}
        </span>
      </p>
      <p className="balance-unit" role="status">
        {gained > 0 ? (
          <>
            {say.earned} <Marker>+{isSum ? write(gained) : format.points(gained)}</Marker>
          </>
        ) : (
          <Unit me={me} asOf={asOf} />
        )}
      </p>
    </>
  );
}

/** As large as fits a phone 360 pixels wide. */
const sizeOf = (text: string): string =>
  text.length <= 5 ? 'short' : text.length <= 7 ? 'middling' : 'long';

function Unit({ me, asOf }: { readonly me: Me; readonly asOf: Date | null }) {
  const say = useWords(homeWords);
  const format = useFormat();
  const hero = heroOf(me);
  const words = 'points' in hero ? apart(format.points(hero.points))[1] : '';
  if (asOf !== null) return <>{`${words} ${say.asOf(format.time(asOf))}`}</>;
  const share = format.percent(shareOf(me));
  if (me.cannotSpend !== null) return <>{`${words}. ${say.cannot[me.cannotSpend]}`.replace(/^\. /, '')}</>;
  return <>{'sum' in hero ? say.canPaySum(share) : `${words}. ${say.canPay(share)}`}</>;
}

/** How the points divide, where there is more than one kind of them. */
function Kinds({ me }: { readonly me: Me }) {
  const say = useWords(homeWords);
  const format = useFormat();
  const { language } = useLanguage();
  const kinds = paying(me);
  const owed = kinds.reduce((sum, { debt }) => sum + debt, 0);
  const held = kinds.toReversed().filter(({ available }) => available > 0);
  const total = held.reduce((sum, { available, worth }) => sum + available * worth, 0);
  return (
    <>
      {kinds.length > 1 && (
        <>
          {total > 0 && (
            <div className="mix" aria-hidden="true">
              {held.map((kind) => (
                <i
                  key={kind.kind}
                  className={strokeOf(kind, kinds)}
                  style={{ flexGrow: (kind.available * kind.worth) / total }}
                />
              ))}
            </div>
          )}
          <dl className="kinds">
            {kinds.toReversed().map((kind) => (
              <div key={kind.kind}>
                <dt>
                  <Swatch kind={strokeOf(kind, kinds)} />
                  {kind.name[language]}
                </dt>
                <dd className="n-20">{format.number(kind.available)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      {owed > 0 && <p className="balance-unit">{say.debt(format.points(owed))}</p>}
    </>
  );
}
