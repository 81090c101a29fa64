import sax, { type QualifiedTag } from 'sax';

/** What a `$metadata` declares, as somebody who opens the feed understands it. */
export interface Csdl {
  /** By the qualified name. */
  readonly types: ReadonlyMap<string, EntityType>;
  /** The qualified name of its type, by the name of the set. */
  readonly sets: ReadonlyMap<string, string>;
}

interface EntityType {
  readonly key: readonly string[];
  readonly properties: ReadonlyMap<string, Property>;
}

export interface Property {
  readonly type: string;
  readonly nullable: boolean;
  readonly precision: number | null;
  readonly scale: number | null;
}

const EDMX = 'http://docs.oasis-open.org/odata/ns/edmx';
const EDM = 'http://docs.oasis-open.org/odata/ns/edm';

/** Which element may stand in which, and what it may and must say (CSDL XML 4.01, as far as a feed that is only read needs it). */
const elements: Readonly<
  Record<string, { ns: string; in: string; must: readonly string[]; may?: readonly string[] }>
> = {
  Edmx: { ns: EDMX, in: '', must: ['Version'] },
  DataServices: { ns: EDMX, in: 'Edmx', must: [] },
  Schema: { ns: EDM, in: 'DataServices', must: ['Namespace'] },
  EntityType: { ns: EDM, in: 'Schema', must: ['Name'] },
  Key: { ns: EDM, in: 'EntityType', must: [] },
  PropertyRef: { ns: EDM, in: 'Key', must: ['Name'] },
  Property: { ns: EDM, in: 'EntityType', must: ['Name', 'Type'], may: ['Nullable', 'Precision', 'Scale'] },
  EntityContainer: { ns: EDM, in: 'Schema', must: ['Name'] },
  EntitySet: { ns: EDM, in: 'EntityContainer', must: ['Name', 'EntityType'] },
};

/** @throws where it is not well formed, or has what no such document has */
export function readCsdl(text: string): Csdl {
  const types = new Map<string, { key: string[]; properties: Map<string, Property> }>();
  const sets = new Map<string, string>();
  const open: string[] = [];
  let namespace = '';
  let type = { key: [] as string[], properties: new Map<string, Property>() };
  const takers: Readonly<Record<string, (said: Said) => void>> = {
    Edmx: ({ Version }) => mustBe(Version === '4.0' || Version === '4.01', `Edmx of version ${Version}`),
    Schema: ({ Namespace }) => (namespace = Namespace ?? ''),
    EntityType: ({ Name }) => put(types, `${namespace}.${Name}`, (type = { key: [], properties: new Map() })),
    PropertyRef: ({ Name }) => type.key.push(Name ?? ''),
    Property: (said) => put(type.properties, said['Name'], propertyOf(said)),
    EntitySet: ({ Name, EntityType }) => put(sets, Name, EntityType ?? ''),
  };
  const parser = sax.parser(true, { xmlns: true });
  parser.onopentag = (tag) => {
    const said = saidBy(tag as QualifiedTag, open.at(-1) ?? '');
    const { local } = tag as QualifiedTag;
    open.push(local);
    takers[local]?.(said);
  };
  parser.onclosetag = () => {
    open.pop();
  };
  parser.write(text).close();
  return { types, sets };
}

type Said = Readonly<Record<string, string>>;

function saidBy({ local, uri, attributes }: QualifiedTag, within: string): Said {
  const rule = elements[local];
  mustBe(rule !== undefined && rule.ns === uri && rule.in === within, `${local} of ${uri} within ${within}`);
  const said = Object.fromEntries(
    Object.values(attributes)
      .filter(({ prefix, local: name }) => prefix !== 'xmlns' && name !== 'xmlns')
      .map(({ local: name, value }) => [name, value]),
  );
  const { must = [], may = [] } = rule ?? {};
  for (const name of must) mustBe(name in said, `${local} without ${name}`);
  for (const name of Object.keys(said)) mustBe([...must, ...may].includes(name), `${local} with ${name}`);
  const { Name = 'a' } = said;
  mustBe(/^[\p{L}_][\p{L}\p{N}_]{0,127}$/u.test(Name), `the name ${Name}`);
  return said;
}

function propertyOf({ Type: type = '', Nullable = 'true', Precision, Scale }: Said): Property {
  mustBe(Nullable === 'true' || Nullable === 'false', `Nullable="${Nullable}"`);
  const numberOf = (text: string | undefined): number | null => {
    mustBe(text === undefined || /^\d+$/.test(text), `the facet ${text}`);
    return text === undefined ? null : Number(text);
  };
  return { type, nullable: Nullable === 'true', precision: numberOf(Precision), scale: numberOf(Scale) };
}

function put<Value>(map: Map<string, Value>, name: string | undefined, value: Value): void {
  mustBe(name !== undefined && !map.has(name), `${name} twice`);
  map.set(name ?? '', value);
}

function mustBe(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(`This is no CSDL: ${otherwise}.`);
}
