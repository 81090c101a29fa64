import { formatPhone, useFormat, useWords } from '@bonum/ui/language';
import type { ReactNode } from 'react';
import { useBrand } from '../../../brand/brand-name.tsx';
import { useNameOf } from '../../../programme/use-names.ts';
import { useConsentName } from '../who/use-consent-name.ts';
import type { MergePreview } from './member.ts';
import { actionWords } from './words.ts';

type Side = MergePreview['stays'];

/** The two as they are, and the one they will be: nothing of either is lost. */
export function MergePreviewTable({ preview }: { readonly preview: MergePreview }) {
  const say = useWords(actionWords);
  const format = useFormat();
  const { stays, goes, after, notTaken, obstacle } = preview;
  const kindOf = useNameOf('kinds');
  const levelOf = useNameOf('levels');
  const consentOf = useConsentName();
  const brand = useBrand();
  const names: Readonly<Record<string, string>> = say.fields;
  const rows: readonly (readonly [string, (side: Side) => ReactNode])[] = [
    [say.who, ({ name, surname }) => [name, surname].filter(Boolean).join(' ') || '—'],
    [say.fields.phone, ({ phone }) => (phone === null ? '—' : formatPhone(phone))],
    [say.level, ({ level }) => levelOf(level)],
    [say.spend, ({ spend }) => format.money(spend, brand?.currency ?? 'RUB')],
    [
      say.points,
      ({ points }) =>
        Object.entries(points).map(([kind, many]) => (
          <div key={kind}>{`${kindOf(kind)}: ${format.number(many)}`}</div>
        )),
    ],
    [
      say.cardsHead,
      ({ cards }) => cards.map(({ number }) => <div key={number}>{`•• ${number.slice(-4)}`}</div>),
    ],
    [
      say.consents,
      ({ consents }) =>
        consents.filter(({ given }) => given).map(({ kind }) => <div key={kind}>{consentOf(kind)}</div>),
    ],
    [say.offers, ({ offers }) => format.number(offers)],
  ];
  return (
    <div className="merge-preview" role="region" aria-label={say.preview}>
      <table>
        <thead>
          <tr>
            <td />
            <th scope="col">{say.stays}</th>
            <th scope="col">{say.goes}</th>
            <th scope="col">{say.after}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([head, cell]) => (
            <tr key={head}>
              <th scope="row">{head}</th>
              <td>{cell(stays)}</td>
              <td>{cell(goes)}</td>
              <td className="after">{cell(after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {notTaken.length > 0 && (
        <p className="second">
          {say.notTaken(notTaken.map(({ field }) => names[field] ?? field).join(', '))}
        </p>
      )}
      {obstacle === null ? (
        <p>{say.nothingLost}</p>
      ) : (
        <p role="alert" className="act-failure">
          {say.obstacles[obstacle]}
        </p>
      )}
    </div>
  );
}
