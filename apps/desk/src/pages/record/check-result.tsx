import { Icon } from '@bonum/ui';
import { check as checkIcon, warning } from '@bonum/ui/icons';
import { useFormat, useWords } from '@bonum/ui/language';
import type { RecordCheck } from './ask-record.ts';
import { useFaultText } from './check-words.ts';
import { recordWords } from './words.ts';

/** What was found there, what is wrong first, with what to do about it. */
export function CheckResult({ checks }: { readonly checks: readonly RecordCheck[] }) {
  const say = useWords(recordWords);
  const format = useFormat();
  const faultText = useFaultText();
  const bad = checks.flatMap(({ what, fault, about }) => (fault === null ? [] : [{ what, fault, about }]));
  const good = checks.filter(({ fault }) => fault === null);
  if (checks.length === 0) return <p role="status">{say.checkNothing}</p>;
  return (
    <>
      <p role="status" className={bad.length === 0 ? 'record-check-sum good' : 'record-check-sum bad'}>
        <Icon of={bad.length === 0 ? checkIcon : warning} small />
        {bad.length === 0 ? say.checkGood : say.checkBad(format.number(bad.length))}
      </p>
      {bad.length > 0 && (
        <ul className="record-checks" aria-label={say.checkBadList}>
          {bad.map((check) => (
            <li key={check.what}>
              <b>{check.what}</b>
              <p>{faultText(check)}</p>
            </li>
          ))}
        </ul>
      )}
      {good.length > 0 && (
        <details className="record-checks-good" open={bad.length === 0}>
          <summary>{`${say.checkGoodList}: ${format.number(good.length)}`}</summary>
          <ul className="record-checks">
            {good.map(({ what }) => (
              <li key={what}>{what}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
