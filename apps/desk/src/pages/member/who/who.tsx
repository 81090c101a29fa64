import { Bars, Icon } from '@bonum/ui';
import { warning } from '@bonum/ui/icons';
import { formatPhone, useFormat, useWords } from '@bonum/ui/language';
import { useLanguage } from '@bonum/ui/language';
import type { Asked } from '../../../api/asking.ts';
import { CallBack } from '../../../calls/call-back.tsx';
import { Facts } from '../../../components/facts.tsx';
import type { Overview, Standing } from '../use-member.ts';
import { memberWords } from '../words.ts';
import { useConsentName } from './use-consent-name.ts';
import { AskBirthDate } from './ask-birth-date.tsx';
import { Cards } from './cards.tsx';

interface WhoProps {
  readonly overview: Overview;
  readonly standing: Asked<Standing>;
}

/** The left column: who it is, where they stand, whether it is really them, their cards and what they told. */
export function Who({ overview, standing }: WhoProps) {
  const say = useWords(memberWords);
  const { memberId, status, profile, cards, masked } = overview;
  const name = [profile.name, profile.surname].filter((part) => part !== null && part !== '').join(' ');
  return (
    <>
      <h1 tabIndex={-1}>{name === '' ? say.nameless : name}</h1>
      {status === 'suspended' && (
        <p className="who-stopped">
          <Icon of={warning} small />
          {say.suspended}
        </p>
      )}
      {standing.state === 'here' && <Level standing={standing.value} />}
      <AskBirthDate memberId={memberId} known={profile.birthDateKnown} />
      <Cards cards={cards} />
      <h2>{say.profile}</h2>
      <Told overview={overview} />
      {masked && <p className="tiny second who-masked">{say.masked}</p>}
    </>
  );
}

function Told({ overview }: { readonly overview: Overview }) {
  const say = useWords(memberWords);
  const format = useFormat();
  const { memberId, profile, contacts } = overview;
  const { phone, claimedPhone, email, emailProved } = contacts;
  return (
    <Facts
      facts={[
        {
          name: say.phone,
          value:
            phone === null ? (
              say.none
            ) : (
              <span className="who-phone">
                {shownPhone(phone)} <CallBack memberId={memberId} />
              </span>
            ),
        },
        { name: say.claimed, value: claimedPhone === null ? null : shownPhone(claimedPhone) },
        { name: say.email, value: email === null || emailProved ? email : say.unproved(email) },
        { name: say.city, value: profile.city },
        { name: say.joinedStore, value: profile.joinedStore?.name ?? null },
        { name: say.agreed, value: <Consents overview={overview} /> },
        { name: say.since, value: say.sinceDate(format.date(profile.joinedAt)) },
        { name: say.language, value: say.languages[profile.language] },
      ]}
    />
  );
}

/** One that is masked stays as it came. */
const shownPhone = (phone: string): string => (/^\+\d+$/.test(phone) ? formatPhone(phone) : phone);

/** The last word on each. */
function Consents({ overview: { consents } }: { readonly overview: Overview }) {
  const say = useWords(memberWords);
  const nameOf = useConsentName();
  const given = consents
    .filter(({ kind }, index) => consents.findIndex((one) => one.kind === kind) === index)
    .filter((consent) => consent.given)
    .map(({ kind }) => nameOf(kind));
  return given.length === 0 ? say.none : given.join(', ');
}

/** One bar is a fortieth of the way to the next level. */
const LEVEL_BARS = 40;

function Level({ standing: all }: { readonly standing: Standing }) {
  const say = useWords(memberWords);
  const format = useFormat();
  const { language } = useLanguage();
  const { standing, programme, cannotSpend } = all;
  const { name, rate, begins, next } = standing;
  const money = (minor: number): string => format.money(minor, programme.currency);
  const level = name[language];
  const reached = next
    ? Math.floor((LEVEL_BARS * (next.from - next.missing - begins)) / (next.from - begins))
    : LEVEL_BARS;
  return (
    <div className="who-level">
      <p className="who-level-name">
        {rate === null ? level : say.levelRate(level, format.percent(rate / 10_000))}
      </p>
      <Bars count={LEVEL_BARS} on={Math.max(0, Math.min(LEVEL_BARS, reached))} kind="brand" ruler />
      <p className="second">
        {next ? say.toNext(next.name[language], money(next.missing), money(next.from)) : say.topLevel}
      </p>
      {cannotSpend !== null && <p className="who-cannot">{say.cannotSpend[cannotSpend]}</p>}
    </div>
  );
}
