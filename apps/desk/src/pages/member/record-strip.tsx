import { Icon } from '@bonum/ui';
import { warning } from '@bonum/ui/icons';
import { useFormat, useLanguage, useWords } from '@bonum/ui/language';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { outdated, type Asked } from '../../api/asking.ts';
import { keys } from '../../api/keys.ts';
import { useMay } from '../../staff/use-staff.ts';
import { useMoment } from '../record/use-moment.ts';
import { recordWords } from '../record/words.ts';
import { changeForms, stripWords } from './record-strip-words.ts';
import type { Overview } from './use-member.ts';

interface RecordStripProps {
  readonly memberId: string;
  readonly overview: Asked<Overview>;
}

/** Where another system keeps members: as of when it said what is shown, and what of it that system has not heard. */
export function RecordStrip({ memberId, overview }: RecordStripProps) {
  const record = overview.state === 'here' ? overview.value.record : undefined;
  const settled = record === undefined || (!record.away && record.waiting === 0);
  useLookAgain(memberId, settled);
  return record === undefined ? null : <Standing record={record} />;
}

/** Each look stands in the audit log. */
const LOOK_AGAIN_MS = 20_000;

/** That it is back, or has heard everything, moves nothing of the member that the live stream would tell. */
function useLookAgain(memberId: string, settled: boolean): void {
  useEffect(() => {
    if (settled) return undefined;
    const timer = setInterval(() => {
      if (!document.hidden) outdated(keys.ofMember(memberId, 'overview'));
    }, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [memberId, settled]);
}

function Standing({ record }: { readonly record: NonNullable<Overview['record']> }) {
  const say = useWords(stripWords);
  const name = useWords(recordWords).systems[record.system];
  const format = useFormat();
  const { language } = useLanguage();
  const moment = useMoment();
  const { asOf, away, awaySince, waiting, refused } = record;
  const at = asOf === null ? null : moment(asOf);
  const changes = (count: number): string => format.count(count, changeForms[language]);
  return (
    <div className="record-strip">
      <div>
        {away ? (
          <p className="record-notice warn" role="status">
            <Icon of={warning} small />
            <span>
              {awaySince === null ? say.away(name) : say.awaySince(name, moment(awaySince))}{' '}
              {at === null ? say.shownOwn : say.shownAt(at)}
            </span>
          </p>
        ) : (
          <p className="second">{at === null ? say.notAsked(name) : say.asOf(name, at)}</p>
        )}
        {waiting > 0 && <p className="second">{say.waiting(changes(waiting), waiting, name)}</p>}
        {refused > 0 && (
          <p className="record-notice bad" role="status">
            <Icon of={warning} small />
            <span>
              {say.refused(changes(refused), name)} <Settle />
            </span>
          </p>
        )}
      </div>
    </div>
  );
}

/** For who may do something about it. */
function Settle() {
  const say = useWords(stripWords);
  const may = useMay();
  return may('record:write') ? <Link to="/record">{say.settle}</Link> : say.tellSenior;
}
