import sax from 'sax';

/** What a service has, as its `$metadata` says. */
export interface ServiceModel {
  /** By the name of the entity set. */
  readonly sets: ReadonlyMap<string, EntitySet>;
}

export interface EntitySet {
  readonly fields: ReadonlySet<string>;
  readonly creatable: boolean;
  readonly updatable: boolean;
}

interface Declared {
  readonly type: string;
  readonly creatable: boolean;
  readonly updatable: boolean;
}

/** null: it is no EDMX. */
export function readMetadata(text: string): ServiceModel | null {
  const types = new Map<string, Set<string>>();
  const declared = new Map<string, Declared>();
  let fields: Set<string> | null = null;
  let schema = false;
  const parser = sax.parser(true, { xmlns: false });
  parser.onopentag = ({ name, attributes }) => {
    const said = (attribute: string): string => {
      const value = attributes[attribute];
      return typeof value === 'string' ? value : '';
    };
    if (local(name) === 'Schema') schema = true;
    if (local(name) === 'EntityType') types.set(said('Name'), (fields = new Set()));
    if (['Property', 'NavigationProperty'].includes(local(name))) fields?.add(said('Name'));
    if (local(name) === 'EntitySet')
      declared.set(said('Name'), {
        type: said('EntityType').split('.').at(-1) ?? '',
        creatable: said('sap:creatable') !== 'false',
        updatable: said('sap:updatable') !== 'false',
      });
  };
  parser.onclosetag = (name) => {
    if (local(name) === 'EntityType') fields = null;
  };
  try {
    parser.write(text).close();
  } catch {
    return null;
  }
  if (!schema) return null;
  const sets = [...declared].map(([name, { type, creatable, updatable }]): [string, EntitySet] => [
    name,
    { fields: types.get(type) ?? new Set(), creatable, updatable },
  ]);
  return { sets: new Map(sets) };
}

/** Without the prefix, which everybody writes as they like. */
const local = (name: string): string => name.split(':').at(-1) ?? name;
