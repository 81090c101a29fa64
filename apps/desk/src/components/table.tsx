import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { Button } from './button.tsx';

export interface Column<Row> {
  readonly id: string;
  readonly head: string;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand at the end of their column. */
  readonly end?: boolean;
  /** Such as `120px`; without one it takes what is left. */
  readonly width?: string;
}

interface TableProps<Row> {
  /** What is in it, for those who do not see it. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly idOf: (row: Row) => string;
  /** What opening a row does; without it rows only say something. */
  readonly onOpen?: (row: Row) => void;
  /** The row that is open, and what stands beneath it then. */
  readonly open?: string | null;
  readonly detail?: (row: Row) => ReactNode;
  /** There is more: a button at the foot. */
  readonly more?: { readonly name: string; readonly busy: boolean; readonly ask: () => void } | undefined;
  /** It is being asked for anew. */
  readonly old?: boolean;
}

/**
 * Lines under a heavy rule. The row's first cell is its button: Tab reaches one row, arrows go from row to row, Enter opens.
 */
export function Table<Row>(props: TableProps<Row>) {
  const { label, columns, rows, idOf, more, old = false } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  return (
    <div className={old ? 'table old' : 'table'}>
      <table aria-label={label}>
        <colgroup>
          {columns.map(({ id, width }) => (
            <col key={id} style={width === undefined ? undefined : { width }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map(({ id, head, end }) => (
              <th key={id} scope="col" className={end ? 'end' : undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={(event) => moveAmongRows(event, body.current)}>
          {rows.map((row) => (
            <RowOf key={idOf(row)} row={row} table={props} />
          ))}
        </tbody>
      </table>
      {more && (
        <div className="table-more">
          <Button kind="outline" busy={more.busy} onPress={more.ask}>
            {more.name}
          </Button>
        </div>
      )}
    </div>
  );
}

/** A row, and what stands beneath it while it is open. */
function RowOf<Row>({ row, table }: { readonly row: Row; readonly table: TableProps<Row> }) {
  const { columns, idOf, onOpen, open = null, detail } = table;
  const detailId = useId();
  const isOpen = open === idOf(row);
  const first = (content: ReactNode): ReactNode =>
    onOpen ? (
      <button
        type="button"
        className="row-button"
        aria-expanded={detail ? isOpen : undefined}
        aria-controls={detail && isOpen ? detailId : undefined}
        onClick={() => onOpen(row)}
      >
        {content}
      </button>
    ) : (
      content
    );
  return (
    <>
      <tr
        className={isOpen ? 'open' : onOpen ? 'opens' : undefined}
        onClick={onOpen ? (event) => openUnlessControl(event.target, () => onOpen(row)) : undefined}
      >
        {columns.map(({ id, cell, end }, index) => (
          <td key={id} className={end ? 'end' : undefined}>
            {index === 0 ? first(cell(row)) : cell(row)}
          </td>
        ))}
      </tr>
      {isOpen && detail && (
        <tr className="detail">
          <td colSpan={columns.length} id={detailId}>
            {detail(row)}
          </td>
        </tr>
      )}
    </>
  );
}

/** A click anywhere on a row opens it; on a control within it does what that does, and marking text opens nothing. */
function openUnlessControl(target: EventTarget, open: () => void): void {
  if (target instanceof Element && target.closest('button, a, input, label')) return;
  if ((getSelection()?.toString() ?? '') !== '') return;
  open();
}

const steps: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => Math.min(at + 1, count - 1),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, count) => count - 1,
};

function moveAmongRows(event: KeyboardEvent, body: HTMLElement | null): void {
  const step = steps[event.key];
  const { target } = event;
  if (!step || !body || !(target instanceof HTMLElement) || !target.classList.contains('row-button')) return;
  const buttons = [...body.querySelectorAll<HTMLElement>('.row-button')];
  event.preventDefault();
  buttons[step(buttons.indexOf(target), buttons.length)]?.focus();
}
