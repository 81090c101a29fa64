import type { Pool, PoolClient } from 'pg';
import { distributionOf } from '../database/distribution/table.ts';
import { fieldOf, nodesIn, partsOf, treeOf, wordOf, type Node, type Tree } from './node-tree.ts';

/** What the catalogue says of the functions and tables that a statement names, by their numbers. */
interface Known {
  /** i: the same for ever; s: within a statement; v: new each time. */
  readonly volatility: ReadonlyMap<string, string>;
  /** Functions of an operator `=`. */
  readonly equals: ReadonlySet<string>;
  /** Of a table that lies on other machines, the column by which; null where it lies whole on each. */
  readonly tables: ReadonlyMap<string, Lies>;
}

interface Lies {
  readonly name: string;
  readonly by: string | null;
  /** The number of that column. */
  readonly column: string;
}

const UPDATE = '2';
const INSERT = '3';
const DELETE = '4';
const WITHIN_ANOTHER: ReadonlySet<string> = new Set(['QUERY']);

/**
 * What Citus would refuse of a statement whatever it is given, in a sentence each: what "SQL support" of its documentation says of
 * changes. PostgreSQL parses it, so nothing is guessed of its text; nothing is run.
 */
export async function citusRefusals(pool: Pool, sql: string): Promise<readonly string[]> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const tree = await parsed(client, sql);
    const known = await look(client, tree);
    return [...nodesIn(tree)].filter(({ type }) => type === 'QUERY').flatMap((query) => wrong(query, known));
  } finally {
    await client.query('rollback');
    await client.query('deallocate all');
    client.release();
  }
}

async function parsed(client: PoolClient, sql: string): Promise<Tree> {
  await client.query(`prepare asked as ${sql}`);
  const { rows: types } = await client.query<{ types: string }>(
    `select array_to_string(parameter_types, ',') as types from pg_prepared_statements where name = 'asked'`,
  );
  await client.query(
    `create function pg_temp.asked(${types[0]?.types}) returns void language sql begin atomic ${sql}; end`,
  );
  const { rows } = await client.query<{ tree: string }>(
    `select prosqlbody::text as tree from pg_proc where oid = (select max(oid) from pg_proc where proname = 'asked')`,
  );
  return treeOf(rows[0]?.tree ?? '');
}

const calling = ['funcid', 'opfuncid'] as const;

async function look(client: PoolClient, tree: Tree): Promise<Known> {
  const nodes = [...nodesIn(tree)];
  const functions = nodes
    .flatMap((node) => calling.map((name) => wordOf(node, name)))
    .filter((id) => id !== '');
  const { rows: called } = await client.query<{ id: string; volatility: string; equals: boolean }>(
    `select p.oid::text as id, provolatile as volatility,
        exists (select from pg_operator o where o.oprcode = p.oid and o.oprname = '=') as equals
       from pg_proc p where p.oid = any($1::oid[])`,
    [functions],
  );
  const relations = nodes.map((node) => wordOf(node, 'relid')).filter((id) => id !== '');
  const { rows: tables } = await client.query<{
    id: string;
    name: string;
    comment: string | null;
    columns: Record<string, number>;
  }>(
    `select c.oid::text as id, relname as name, obj_description(c.oid, 'pg_class') as comment,
        (select json_object_agg(attname, attnum) from pg_attribute where attrelid = c.oid and attnum > 0) as columns
       from pg_class c where c.oid = any($1::oid[])`,
    [relations],
  );
  return {
    volatility: new Map(called.map(({ id, volatility }) => [id, volatility])),
    equals: new Set(called.filter(({ equals }) => equals).map(({ id }) => id)),
    tables: new Map(
      tables.flatMap(({ id, name, comment, columns }): [string, Lies][] => {
        const lies = distributionOf({ comment });
        if (lies === null || lies.type === 'local') return [];
        const by = lies.type === 'distributed' ? lies.by : null;
        return [[id, { name, by, column: String(columns[by ?? ''] ?? '') }]];
      }),
    ),
  };
}

/** Of one statement, or of one part of `with`; its subqueries are looked at by themselves. */
const wrong = (query: Node, known: Known): string[] => [
  ...wrongChange(query, known),
  ...wrongLocks(query, known),
];

/** Rows are locked on one shard: it must be plain which. */
function wrongLocks(query: Node, known: Known): string[] {
  return nodesNamed(fieldOf(query, 'rowMarks'), 'ROWMARKCLAUSE').flatMap((mark) => {
    const number = wordOf(mark, 'rti');
    const table = known.tables.get(tableOf(query, number));
    if (!table?.by) return [];
    const isColumn = (node: Node): boolean =>
      node.type === 'VAR' && wordOf(node, 'varno') === number && wordOf(node, 'varattno') === table.column;
    const named = nodesNamed(conditionOf(query), 'OPEXPR').some(
      (node) =>
        known.equals.has(wordOf(node, 'opfuncid')) &&
        nodesNamed(node, 'VAR').every(isColumn) &&
        namesColumn(node),
    );
    return named ? [] : [`${table.name}: rows are locked without ${table.by}`];
  });
}

function wrongChange(query: Node, known: Known): string[] {
  const command = wordOf(query, 'commandType');
  const table = known.tables.get(tableOf(query, wordOf(query, 'resultRelation')));
  if (!table || ![UPDATE, INSERT, DELETE].includes(command)) return [];
  const said = (sentence: string, holds: boolean): string[] => (holds ? [`${table.name}: ${sentence}`] : []);
  const changed = command === INSERT ? [] : [fieldOf(query, 'targetList'), conditionOf(query)];
  const returned = fieldOf(query, 'returningList');
  const [conflict] = nodesNamed(fieldOf(query, 'onConflict'), 'ONCONFLICTEXPR');
  const resolved = conflict
    ? [
        fieldOf(conflict, 'onConflictSet'),
        fieldOf(conflict, 'onConflictWhere'),
        fieldOf(conflict, 'arbiterWhere'),
      ]
    : [];
  return [
    ...said(
      'a function that is new each time, in an UPDATE or DELETE',
      callsOf(changed, known).some(({ volatility }) => volatility === 'v'),
    ),
    ...said(
      'a STABLE function of a column, in an UPDATE or DELETE',
      callsOf(changed, known).some(({ node, volatility }) => volatility === 's' && namesColumn(node)),
    ),
    ...said(
      'a function that is not IMMUTABLE within CASE or COALESCE',
      changed.some((part) =>
        ['CASEEXPR', 'COALESCEEXPR'].some((type) =>
          nodesNamed(part, type).some((node) => callsOf([node], known).length > 0),
        ),
      ),
    ),
    ...said('a function that is not IMMUTABLE, in RETURNING', callsOf([returned], known).length > 0),
    ...said('a function that is not IMMUTABLE, in ON CONFLICT', callsOf(resolved, known).length > 0),
    ...said(
      `the column ${table.by} is changed, by which rows are distributed`,
      setBy(command === UPDATE ? fieldOf(query, 'targetList') : []).has(table.by ?? '') ||
        setBy(resolved).has(table.by ?? ''),
    ),
    ...said(
      'a subquery among the values of an INSERT',
      command === INSERT && nodesNamed(fieldOf(query, 'targetList'), 'SUBLINK').length > 0,
    ),
  ];
}

/** The table of this number in a statement, by its own. */
function tableOf(query: Node, number: string): string {
  const tables = partsOf(fieldOf(query, 'rtable')).flatMap(partsIfList);
  const target = tables[Number(number) - 1];
  return target && typeof target === 'object' && 'fields' in target ? wordOf(target, 'relid') : '';
}

const partsIfList = (tree: Tree): readonly Tree[] =>
  Array.isArray(tree) ? (tree as readonly Tree[]) : [tree];

function conditionOf(query: Node): Tree {
  return nodesNamed(fieldOf(query, 'jointree'), 'FROMEXPR').map((from) => fieldOf(from, 'quals'));
}

const nodesNamed = (tree: Tree, type: string): Node[] =>
  [...nodesIn(tree, WITHIN_ANOTHER)].filter((node) => node.type === type);

interface Called {
  readonly node: Node;
  readonly volatility: string;
}

/** Calls of functions that are not the same for ever, operators and casts included. */
function callsOf(trees: readonly Tree[], { volatility }: Known): Called[] {
  return trees
    .flatMap((tree) => [...nodesIn(tree, WITHIN_ANOTHER)])
    .flatMap((node): Called[] => {
      if (node.type === 'SQLVALUEFUNCTION') return [{ node, volatility: 's' }];
      const said = volatility.get(wordOf(node, 'funcid') || wordOf(node, 'opfuncid'));
      return said === undefined || said === 'i' ? [] : [{ node, volatility: said }];
    });
}

const namesColumn = (node: Node): boolean => nodesNamed(node, 'VAR').length > 0;

/** Names of the columns that are given values. */
const setBy = (tree: Tree): ReadonlySet<string> =>
  new Set(nodesNamed(tree, 'TARGETENTRY').map((entry) => wordOf(entry, 'resname')));
