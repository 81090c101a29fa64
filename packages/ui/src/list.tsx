import type { ComponentChildren } from 'preact';
import { caretRight } from './icons.ts';
import { Icon } from './icon.tsx';

/** Lines, not cards: a hairline separates. */
export const List = ({ children }: { readonly children: ComponentChildren }) => (
  <div className="list" role="list">
    {children}
  </div>
);

interface RowProps {
  readonly children: ComponentChildren;
  /** The second line. */
  readonly note?: ComponentChildren;
  readonly start?: ComponentChildren;
  readonly end?: ComponentChildren;
  readonly href?: string;
  readonly onClick?: () => void;
}

/** A line of a list: it leads somewhere, does something, or just says something. */
export function Row({ children, note, start, end, href, onClick }: RowProps) {
  const leads = href !== undefined || onClick !== undefined;
  const content = (
    <>
      {start}
      <span className="row-text">
        {children}
        {note !== undefined && <small>{note}</small>}
      </span>
      {end !== undefined && <span className="row-end">{end}</span>}
      {leads && <Icon of={caretRight} small />}
    </>
  );
  return (
    <div role="listitem">
      {href !== undefined ? (
        <a className="row" href={href}>
          {content}
        </a>
      ) : onClick ? (
        <button type="button" className="row" onClick={() => onClick()}>
          {content}
        </button>
      ) : (
        <div className="row">{content}</div>
      )}
    </div>
  );
}
