/**
 * What a field holds. Keys are references of one type; `oneOf`: a reference or a value of several types, whose type stands beside it.
 */
export type FieldType =
  | 'text'
  | 'number'
  | 'date'
  | 'flag'
  | 'key'
  | { readonly words: readonly string[] }
  | { readonly oneOf: readonly string[] };

export type Fields = Record<string, FieldType>;

/** An object of a configuration, as OData calls it and its properties. */
export interface ObjectTable {
  readonly name: string;
  readonly kind: 'catalogue' | 'document' | 'information-register' | 'accumulation-register';
  readonly fields: Fields;
  readonly sections: Readonly<Record<string, Fields>>;
  /** What a new object has in a field that nobody has filled. */
  readonly filled?: Readonly<Record<string, unknown>>;
  /** What the configuration's own code empties as the object is written. */
  readonly empties?: readonly Emptying[];
}

export interface Emptying {
  readonly what: string;
  readonly where: string;
  readonly is: string;
  /** Where it is anything else instead. */
  readonly otherwise?: true;
}

/** Which document moves points, and how. */
export interface PostingTable {
  readonly document: string;
  readonly register: string;
  readonly dimension: string;
  /** Field of the document and dimension of the register. */
  readonly programme: { readonly field: string; readonly dimension: string | null };
  readonly owners: string;
  /** Where the document says until when its points are good. */
  readonly term?: { readonly until: string; readonly months: string };
  readonly earned: SectionPosting;
  readonly spent: SectionPosting;
}
export interface SectionPosting {
  readonly section: string;
  readonly owner: string;
  readonly points: string;
  /** Where each row says the day. */
  readonly day?: string;
}

export interface ConfigurationTable {
  readonly name: string;
  readonly objects: readonly ObjectTable[];
  readonly posting: PostingTable;
  /** How people and cards are entered by hand. */
  readonly desk: DeskTable;
}
export interface DeskTable {
  readonly people: string;
  readonly cards: string;
  readonly cardNumber: string;
  readonly cardOwner: string;
  readonly cardKinds: string;
  readonly cardKind: string;
  readonly programmes: string;
  readonly blocked: Readonly<Record<string, unknown>>;
  readonly phoneKind: string;
  readonly emailKind: string;
  readonly addressKind: string;
}

const catalogueFields: Fields = {
  Ref_Key: 'key',
  DataVersion: 'text',
  DeletionMark: 'flag',
  Parent_Key: 'key',
  IsFolder: 'flag',
  Code: 'text',
  Description: 'text',
  Predefined: 'flag',
  PredefinedDataName: 'text',
};
const documentFields: Fields = {
  Ref_Key: 'key',
  DataVersion: 'text',
  DeletionMark: 'flag',
  Number: 'text',
  Date: 'date',
  Posted: 'flag',
};

type Sections = Readonly<Record<string, Fields>>;
const withLines = (sections: Sections): Sections =>
  Object.fromEntries(
    Object.entries(sections).map(([name, fields]) => [
      name,
      { Ref_Key: 'key', LineNumber: 'number', ...fields },
    ]),
  );

export const catalogue = (
  name: string,
  fields: Fields = {},
  sections: Sections = {},
  empties: readonly Emptying[] = [],
): ObjectTable => ({
  name: `Catalog_${name}`,
  kind: 'catalogue',
  fields: { ...catalogueFields, ...fields },
  sections: withLines(sections),
  empties,
});

/** Kinds of properties that people add to objects; they are kept as a catalogue is. */
export const chart = (name: string): ObjectTable => ({
  ...catalogue(name, { Имя: 'text', Заголовок: 'text' }),
  name: `ChartOfCharacteristicTypes_${name}`,
});

export const document = (
  name: string,
  fields: Fields,
  sections: Sections,
  empties: readonly Emptying[] = [],
): ObjectTable => ({
  name: `Document_${name}`,
  kind: 'document',
  fields: { ...documentFields, ...fields },
  sections: withLines(sections),
  empties,
});

export const informationRegister = (name: string, fields: Fields): ObjectTable => ({
  name: `InformationRegister_${name}`,
  kind: 'information-register',
  fields,
  sections: {},
});

/** Its fields are those of its rows. */
export const accumulationRegister = (name: string, fields: Fields): ObjectTable => ({
  name: `AccumulationRegister_${name}`,
  kind: 'accumulation-register',
  fields: {
    Period: 'date',
    Recorder: 'text',
    Recorder_Type: 'text',
    LineNumber: 'number',
    Active: 'flag',
    RecordType: { words: ['Receipt', 'Expense'] },
    ...fields,
  },
  sections: {},
});
