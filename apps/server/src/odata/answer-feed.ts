import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { entitySets, visible } from './entity-sets.ts';
import { metadataDocument, serviceDocument } from './metadata.ts';
import { ODataError } from './odata-error.ts';
import { readPageRequest } from './page-request.ts';
import { countRows, readPage } from './read-page.ts';

export interface FeedQuestion {
  /** What is behind the root: empty, `$metadata`, `Receipts`, `Receipts/$count`. */
  readonly path: string;
  readonly options: ReadonlyMap<string, string>;
  /** The header Prefer. */
  readonly preferred: string | undefined;
  /** Where the feed is served, for its links. */
  readonly root: string;
  /** The key may see who people are. */
  readonly seesPersonal: boolean;
}

export type FeedAnswer =
  | { readonly type: 'json'; readonly body: object }
  | { readonly type: 'xml' | 'text'; readonly body: string };

/**
 * The feed for reports: OData 4.0, reading only.
 * @throws ODataError
 */
export async function answerFeed(db: Kysely<Database>, question: FeedQuestion): Promise<FeedAnswer> {
  const { path, options, root, seesPersonal } = question;
  const sets = entitySets.map((of) => visible(of, seesPersonal));
  if (path === '') return { type: 'json', body: serviceDocument(root, sets) };
  if (path === '$metadata') return { type: 'xml', body: metadataDocument(sets) };
  const [name = '', counted, ...rest] = path.split('/');
  const of = sets.find((one) => one.name === name);
  if (!of || rest.length > 0 || (counted !== undefined && counted !== '$count'))
    throw new ODataError(404, `There is no ${path}; there are ${sets.map((one) => one.name).join(', ')}.`);
  const asked = readPageRequest(of, options, question.preferred);
  if (counted !== undefined) return { type: 'text', body: String(await countRows(db, of, asked)) };
  const page = await readPage(db, of, asked);
  const selected = options.get('$select');
  return {
    type: 'json',
    body: {
      '@odata.context': `${root}/$metadata#${of.name}${selected === undefined ? '' : `(${asked.select.map((one) => one.name).join(',')})`}`,
      ...(asked.count && { '@odata.count': await countRows(db, of, asked) }),
      value: page.rows,
      ...(page.next && { '@odata.nextLink': nextLink(`${root}/${of.name}`, options, page.next) }),
    },
  };
}

/** The same question, behind this page. */
function nextLink(
  address: string,
  options: ReadonlyMap<string, string>,
  { token, top }: { readonly token: string; readonly top: number | null },
): string {
  const kept = [...options].filter(([name]) => !['$skip', '$skiptoken', '$top', '$count'].includes(name));
  const all = [
    ...kept,
    ...(top === null ? [] : [['$top', String(top)] as const]),
    ['$skiptoken', token] as const,
  ];
  return `${address}?${all.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`;
}
