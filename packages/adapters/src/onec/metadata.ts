import sax from 'sax';

/** What a base says of itself: the fields of every type, and which sets are published. */
export interface Description {
  readonly sets: ReadonlySet<string>;
  readonly types: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Reads `$metadata`; null: that is none. */
export function readDescription(xml: string): Description | null {
  const sets = new Set<string>();
  const types = new Map<string, Set<string>>();
  let fields: Set<string> | null = null;
  const reader = sax.parser(true);
  reader.onopentag = ({ name, attributes }) => {
    const called = nameIn(attributes);
    switch (name.slice(name.indexOf(':') + 1)) {
      case 'EntityType':
      case 'ComplexType':
        fields = new Set();
        types.set(called, fields);
        break;
      case 'Property':
        fields?.add(called);
        break;
      case 'EntitySet':
        sets.add(called);
        break;
    }
  };
  reader.onclosetag = (name) => {
    if (/(^|:)(Entity|Complex)Type$/.test(name)) fields = null;
  };
  try {
    reader.write(xml).close();
  } catch {
    return null;
  }
  return sets.size === 0 ? null : { sets, types };
}

const nameIn = (attributes: Readonly<Record<string, unknown>>): string =>
  typeof attributes['Name'] === 'string' ? attributes['Name'] : '';
