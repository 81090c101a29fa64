import type { FieldType, Fields, ObjectTable } from './tables.ts';

const NS = 'StandardODATA';

/** Every set that there is, and what its rows are. */
export function setsOf(objects: readonly ObjectTable[]): readonly string[] {
  return objects.flatMap(({ name, kind, sections }) => [
    name,
    ...Object.keys(sections).map((section) => `${name}_${section}`),
    ...(kind === 'accumulation-register' ? [`${name}_RecordType`] : []),
  ]);
}

/** The description that 1C gives of its interface: XML, and never anything else. */
export function metadataXml(objects: readonly ObjectTable[]): string {
  const types = objects.flatMap(typesOf).join('');
  const sets = setsOf(objects)
    .map((set) => `<EntitySet Name="${set}" EntityType="${NS}.${set}"/>`)
    .join('');
  return (
    '<?xml version="1.0" encoding="UTF-8"?><edmx:Edmx xmlns:edmx="http://schemas.microsoft.com/ado/2007/06/edmx" Version="1.0">' +
    '<edmx:DataServices xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata" m:DataServiceVersion="3.0" m:MaxDataServiceVersion="3.0">' +
    `<Schema xmlns="http://schemas.microsoft.com/ado/2009/11/edm" Namespace="${NS}">${types}` +
    `<EntityContainer Name="EnterpriseV8" m:IsDefaultEntityContainer="true">${sets}</EntityContainer>` +
    '</Schema></edmx:DataServices></edmx:Edmx>'
  );
}

function typesOf({ name, kind, fields, sections }: ObjectTable): readonly string[] {
  if (kind === 'accumulation-register')
    return [
      entity(name, ['Recorder'], { Recorder: 'text', Recorder_Type: 'text' }, [
        property('RecordSet', `Collection(${NS}.${name}_RowType)`),
      ]),
      entity(`${name}_RecordType`, ['Recorder', 'LineNumber'], fields),
      complex(`${name}_RowType`, fields),
    ];
  const keys = kind === 'information-register' ? Object.keys(fields) : ['Ref_Key'];
  const collections = Object.keys(sections).map((section) =>
    property(section, `Collection(${NS}.${name}_${section}_RowType)`),
  );
  return [
    entity(name, keys, fields, collections),
    ...Object.entries(sections).flatMap(([section, row]) => [
      entity(`${name}_${section}`, ['Ref_Key', 'LineNumber'], row),
      complex(`${name}_${section}_RowType`, row),
    ]),
  ];
}

const entity = (
  name: string,
  keys: readonly string[],
  fields: Fields,
  more: readonly string[] = [],
): string =>
  `<EntityType Name="${name}"><Key>${keys.map((key) => `<PropertyRef Name="${key}"/>`).join('')}</Key>${properties(fields)}${more.join('')}</EntityType>`;

const complex = (name: string, fields: Fields): string =>
  `<ComplexType Name="${name}">${properties(fields)}</ComplexType>`;

const property = (name: string, type: string): string =>
  `<Property Name="${name}" Type="${type}" Nullable="true"/>`;

const properties = (fields: Fields): string =>
  Object.entries(fields)
    .flatMap(([name, type]) => [
      property(name, edmOf(type)),
      ...(typeof type === 'object' && 'oneOf' in type ? [property(`${name}_Type`, 'Edm.String')] : []),
    ])
    .join('');

function edmOf(type: FieldType): string {
  if (typeof type === 'object') return 'Edm.String';
  return {
    text: 'Edm.String',
    number: 'Edm.Double',
    date: 'Edm.DateTime',
    flag: 'Edm.Boolean',
    key: 'Edm.Guid',
  }[type];
}
