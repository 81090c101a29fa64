import { OnecRefusal } from './answers.ts';
import type { Row } from './condition.ts';
import type { Store } from './store.ts';
import { touch } from './store.ts';
import type { PostingTable, SectionPosting } from './tables.ts';

/** A movement of the register, made by a document that was posted. */
export interface Movement extends Row {
  readonly Recorder: string;
  readonly Period: string;
  readonly RecordType: 'Receipt' | 'Expense';
}

/** The register of points: what posted documents have moved. */
export class Register {
  movements: Movement[] = [];
  readonly #posting: PostingTable;

  constructor(posting: PostingTable) {
    this.#posting = posting;
  }

  /** Posting is a step of its own, which may fail after the document was written. @throws OnecRefusal -1 */
  post(document: Row, owners: Store): void {
    const { programme, earned, spent } = this.#posting;
    if (document['DeletionMark'] === true)
      throw failed('Документ помечен на удаление и не может быть проведен');
    if (isEmpty(document[programme.field])) throw failed('Не заполнено поле "Бонусная программа"');
    const key = String(document['Ref_Key']);
    const moved = [
      ...this.#rows(document, earned, 'Receipt', owners),
      ...this.#rows(document, spent, 'Expense', owners),
    ];
    if (moved.length === 0) throw failed('Документ не содержит строк');
    const others = this.movements.filter(({ Recorder }) => Recorder !== key);
    for (const one of moved.filter(({ RecordType }) => RecordType === 'Expense')) {
      const owner = one[this.#posting.dimension];
      const left = balance([...others, ...moved].filter((other) => other[this.#posting.dimension] === owner));
      if (left < 0) throw failed(`Недостаточно бонусных баллов: не хватает ${-left}`);
    }
    this.movements = [...others, ...moved];
    document['Posted'] = true;
    touch(document);
  }

  unpost(document: Row): void {
    this.movements = this.movements.filter(({ Recorder }) => Recorder !== document['Ref_Key']);
    document['Posted'] = false;
    touch(document);
  }

  #rows(
    document: Row,
    { section, owner, points, day }: SectionPosting,
    type: 'Receipt' | 'Expense',
    owners: Store,
  ): Movement[] {
    const { dimension, programme } = this.#posting;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the store keeps sections as rows
    return (document[section] as readonly Row[]).flatMap((row, index): Movement[] => {
      if (!owners.rows.has(String(row[owner])))
        throw failed(`Не заполнена колонка "${owner}" в строке ${index + 1}`);
      if (!(Number(row[points]) > 0)) throw failed(`Не заполнена колонка "${points}" в строке ${index + 1}`);
      const period = String(day === undefined ? document['Date'] : row[day]);
      if (isEmpty(period)) throw failed(`Не заполнена колонка "${day ?? 'Дата'}" в строке ${index + 1}`);
      const moved = { Начислено: Number(row[points]), КСписанию: 0 };
      const movement = {
        Recorder: String(document['Ref_Key']),
        Recorder_Type: `StandardODATA.${this.#posting.document}`,
        LineNumber: String(index + 1),
        Active: true,
        RecordType: type,
        [dimension]: row[owner],
        ...(programme.dimension !== null && { [programme.dimension]: document[programme.field] }),
      };
      const until = type === 'Receipt' ? this.#endOf(document) : null;
      return [
        { ...movement, ...moved, Period: period },
        // What has a term is to be written off when it ends.
        ...(until === null ? [] : [{ ...movement, Начислено: 0, КСписанию: moved.Начислено, Period: until }]),
      ];
    });
  }

  #endOf(document: Row): string | null {
    const { term } = this.#posting;
    if (!term) return null;
    const until = document[term.until];
    if (!isEmpty(until)) return String(until);
    const months = Number(document[term.months]);
    if (months === 0) return null;
    const end = new Date(`${String(document['Date'])}Z`);
    end.setUTCMonth(end.getUTCMonth() + months);
    return end.toISOString().slice(0, 19);
  }
}

const failed = (message: string): OnecRefusal => new OnecRefusal(-1, message);

const isEmpty = (value: unknown): boolean =>
  typeof value !== 'string' || value === '' || /^0{8}-|^0001-01-01T/.test(value);

const signed = ({ RecordType }: Row, value: unknown): number =>
  (RecordType === 'Receipt' ? 1 : -1) * Number(value ?? 0);

/** What movements come to: all that was given, less what is to be written off. */
export const balance = (movements: readonly Row[]): number =>
  movements.reduce((sum, one) => sum + signed(one, one['Начислено']) - signed(one, one['КСписанию']), 0);

/** Rows of the virtual table of balances: by all dimensions, and none where nothing is left. */
export function balanceRows(movements: readonly Row[], dimensions: readonly string[]): Row[] {
  const groups = new Map<string, Row[]>();
  for (const one of movements) {
    const key = JSON.stringify(dimensions.map((name) => one[name]));
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((group) => {
    const sum = (name: string): number => group.reduce((all, one) => all + signed(one, one[name]), 0);
    const row: Row = {
      ...Object.fromEntries(dimensions.map((name) => [name, group[0]?.[name]])),
      НачисленоBalance: sum('Начислено'),
      КСписаниюBalance: sum('КСписанию'),
    };
    return row['НачисленоBalance'] === 0 && row['КСписаниюBalance'] === 0 ? [] : [row];
  });
}
