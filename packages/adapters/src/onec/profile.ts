/**
 * How one configuration of 1C calls what Bonum needs. The adapter knows the protocol and no name; a configuration that was
 * changed, or that nobody here has seen, is a profile of its own.
 */
export interface OnecProfile {
  readonly name: string;
  readonly person: PersonMap;
  readonly card: CardMap;
  readonly points: PointsMap;
}

/** `$cardKind` stands for what the settings give under `values.cardKind`. */
export type Written = string | number | boolean;
/** What a new object gets besides, by its field. */
export type Fresh = Readonly<Record<string, Written>>;

/** A field that says yes or no, each in its own word. */
export interface Flag {
  readonly field: string;
  readonly yes: Written;
  readonly no: Written;
}

/** The catalogue of those who own cards. */
export interface PersonMap {
  readonly set: string;
  /** Gets surname and name together. */
  readonly fullName: string;
  /** Fields that say the same once more. */
  readonly alsoFullName?: readonly string[];
  /** Where the two stand apart as well. */
  readonly surname?: string;
  readonly givenName?: string;
  readonly birthDate?: string;
  readonly gender?: { readonly field: string; readonly female: string; readonly male: string };
  /** Absent: it is the one of their address. */
  readonly city?: Place;
  /** By the names that consents have in Bonum. */
  readonly consents?: Readonly<Record<string, ConsentMap>>;
  /** By the ids of the questions that the programme asks. */
  readonly answers?: Readonly<Record<string, AnswerMap>>;
  /** Absent: such a one cannot be suspended in 1C, and Bonum keeps that itself. */
  readonly suspended?: Flag;
  readonly contacts: ContactsMap;
  readonly properties?: PropertiesMap;
  readonly fresh?: Fresh;
}

/** Where something stands: in a field, or in a property that people have added in 1C, by its guid or its name in `values`. */
export type Place = { readonly field: string } | { readonly property: string };

/** Where nothing stands, nobody has said anything. A field that can only be true or false always says something. */
export type ConsentMap = Place & { readonly yes: Written; readonly no: Written };

export type AnswerMap = Place &
  (
    | { readonly as: 'text' | 'number' | 'date' | 'yes-no' }
    /** What stands for each option. */
    | { readonly as: 'choice'; readonly options: Readonly<Record<string, Written>> }
  );

/** The tabular section in which the library of 1C keeps added properties, a row each. */
export interface PropertiesMap {
  readonly section: string;
  /** Which property it is: a reference. */
  readonly property: string;
  /** Of several types: its type stands beside it. */
  readonly value: string;
  /** A text in full. */
  readonly text: string;
  /** The chart that has all properties. */
  readonly chart: string;
}

/** The tabular section in which a catalogue keeps phones and addresses, a row each. */
export interface ContactsMap {
  readonly section: string;
  readonly type: string;
  /** Where the row says of which kind it is: a reference. */
  readonly kind: string;
  readonly presentation: string;
  /** The catalogue of kinds. */
  readonly kinds: string;
  /** Where a kind says its name in the configuration. */
  readonly kindName: string;
  readonly phone: ContactMap;
  readonly email: ContactMap;
  readonly address?: AddressMap;
  /** Where the library of 1C keeps the same in its own format. */
  readonly value?: { readonly field: string; readonly as: 'json' | 'xml' };
}

export interface ContactMap {
  readonly field: string;
  /** The word in `type`. */
  readonly type: string;
  /** The name of its kind in the configuration. */
  readonly kind: string;
  /** Gets what is left of the number without the codes of country and town. */
  readonly withoutCodes?: string;
}

/** Of an address Bonum knows the city alone. */
export interface AddressMap {
  readonly type: string;
  readonly kind: string;
  readonly city: string;
  /** Where Moscow, Saint Petersburg and Sevastopol stand, which are no cities of a region. */
  readonly region?: string;
}

/** The catalogue of cards. */
export interface CardMap {
  readonly set: string;
  /** Where its number may stand; a new one is written into the first. */
  readonly numbers: readonly string[];
  /** A register in which numbers of cards may stand instead. */
  readonly barcodes?: { readonly set: string; readonly code: string; readonly owner: string };
  readonly title: string;
  readonly owner: OwnerMap;
  readonly blocked: Flag;
  readonly fresh?: Fresh;
}

/** How a card says whose it is. `composite`: by two fields, a value and a type, since it may be of several catalogues. */
export interface OwnerMap {
  readonly field: string;
  readonly composite: boolean;
}

/** The register of points, and the document that moves them. */
export interface PointsMap {
  readonly by: 'person' | 'card';
  readonly register: string;
  readonly dimension: string;
  readonly accrued: string;
  /** What is taken off it again before its time; absent: there is one resource. */
  readonly writtenOff?: string;
  /** The dimension that says of which programme they are. */
  readonly programme?: string;
  /** The catalogue of programmes. */
  readonly programmes?: string;
  readonly document: DocumentMap;
}

export interface DocumentMap {
  readonly set: string;
  readonly programme?: string;
  readonly comment?: string;
  readonly earned: RowsMap;
  readonly spent: RowsMap;
}

/** A tabular section of the document. */
export interface RowsMap {
  readonly section: string;
  readonly owner: string;
  readonly points: string;
  /** Gets the day on which it happened. */
  readonly day?: string;
  /** What the head of the document gets, where it has such rows. */
  readonly head?: Fresh;
  readonly fresh?: Fresh;
}
