import { Bars, Skeleton } from '@bonum/ui';
import { Barcode } from '../../barcode/barcode.tsx';
import { code128 } from '../../barcode/code128.ts';
import { ean13 } from '../../barcode/ean13.ts';
import type { Secret } from '../../barcode/rotating-code.ts';
import { useDigits } from '../../barcode/use-digits.ts';
import { useWords } from '@bonum/ui/language';
import { cardWords } from './words.ts';

const SECONDS = 30;

const inGroups = (digits: string): string => digits.replaceAll(/(\d{4})(?=\d)/g, '$1 ');

/** Changes every half minute; a bar falls with every second. */
export function RotatingCode({ secret }: { readonly secret: Secret }) {
  const say = useWords(cardWords);
  const shown = useDigits(secret);
  if (shown === null)
    return (
      <div className="card-code">
        <Skeleton width="268px" height={304} />
      </div>
    );
  return (
    <>
      <div className="card-code">
        <Barcode widths={code128(shown.digits)} module={2} label={say.rotating} />
      </div>
      <p className="card-digits number">{inGroups(shown.digits)}</p>
      <div className="card-timer">
        <Bars count={SECONDS} on={shown.left} kind="brand" />
        <p className="card-line small second">
          <span>{say.next(shown.left)}</span>
          <span>{say.worksOffline}</span>
        </p>
      </div>
    </>
  );
}

/** The card itself, as on plastic. */
export function PlainCode({ number, note }: { readonly number: string; readonly note: string | null }) {
  const say = useWords(cardWords);
  return (
    <>
      <div className="card-code">
        <Barcode widths={ean13(number)} module={3} label={say.plain} />
      </div>
      <p className="card-digits number">{number.replace(/^(\d)(\d{6})(\d{6})$/, '$1 $2 $3')}</p>
      <div className="card-timer">
        <p className="card-line small second">
          <span>{note}</span>
        </p>
      </div>
    </>
  );
}
