import type { ContactsMap, Fresh, RowsMap } from './profile.ts';
import { personFields, usedProperties } from './places.ts';
import type { Known } from './settings.ts';

/** An object of 1C and the fields of it that a profile names. */
export interface Need {
  readonly what: string;
  readonly fields: readonly string[];
  /** Where the base describes the fields; a register's stand in the type of its rows. */
  readonly type: string;
}

/** All that a profile names. */
export function needsOf(settings: Known): readonly Need[] {
  const { person, card, points } = settings.profile;
  const properties = usedProperties(settings);
  const { document } = points;
  const object = (what: string, fields: readonly (string | undefined)[]): Need => ({
    what,
    type: what,
    fields: [...new Set(fields.filter((field) => field !== undefined))],
  });
  const owner = card.owner.composite
    ? [card.owner.field, `${card.owner.field}_Type`]
    : [`${card.owner.field}_Key`];
  return [
    object(person.set, [
      ...personFields(settings),
      ...(person.alsoFullName ?? []),
      ...fieldsOf(person.fresh),
    ]),
    sectionNeed(person.set, person.contacts.section, contactFields(person.contacts)),
    object(person.contacts.kinds, [person.contacts.kindName]),
    ...(properties
      ? [
          sectionNeed(person.set, properties.section, [
            properties.property,
            properties.value,
            `${properties.value}_Type`,
            properties.text,
          ]),
          object(properties.chart, []),
        ]
      : []),
    object(card.set, [...card.numbers, card.title, ...owner, card.blocked.field, ...fieldsOf(card.fresh)]),
    ...(card.barcodes
      ? [object(card.barcodes.set, [card.barcodes.code, card.barcodes.owner, `${card.barcodes.owner}_Type`])]
      : []),
    ...(points.programmes === undefined ? [] : [object(points.programmes, [])]),
    {
      what: points.register,
      type: `${points.register}_RecordType`,
      fields: [points.dimension, points.accrued, points.writtenOff, points.programme].filter(
        (field) => field !== undefined,
      ),
    },
    object(document.set, [
      document.programme,
      document.comment,
      ...[document.earned, document.spent].flatMap(({ section, head }) => [section, ...fieldsOf(head)]),
    ]),
    ...[document.earned, document.spent].map((rows) =>
      sectionNeed(document.set, rows.section, rowFields(rows)),
    ),
  ];
}

const sectionNeed = (set: string, section: string, fields: readonly string[]): Need => ({
  what: `${set}_${section}`,
  type: `${set}_${section}_RowType`,
  fields,
});

const fieldsOf = (fresh: Fresh = {}): readonly string[] => Object.keys(fresh);

const rowFields = ({ owner, points, day, fresh }: RowsMap): readonly string[] => [
  owner,
  points,
  ...(day === undefined ? [] : [day]),
  ...fieldsOf(fresh),
];

export const contactFields = ({
  type,
  kind,
  presentation,
  phone,
  email,
  address,
  value,
}: ContactsMap): readonly string[] => [
  type,
  kind,
  presentation,
  phone.field,
  email.field,
  ...(phone.withoutCodes === undefined ? [] : [phone.withoutCodes]),
  ...(address ? [address.city, ...(address.region === undefined ? [] : [address.region])] : []),
  ...(value ? [value.field] : []),
];
