import type { EntitySet, Property } from './entity-sets.ts';
import { edmName, scaleOf } from './literals.ts';

const NAMESPACE = 'Bonum';

/** The service document: OData JSON format 4.01, 5. */
export const serviceDocument = (root: string, sets: readonly EntitySet[]): object => ({
  '@odata.context': `${root}/$metadata`,
  value: sets.map(({ name }) => ({ name, kind: 'EntitySet', url: name })),
});

/** What there is, in the language of OData: CSDL XML 4.01. Names are ours and hold nothing that XML would trip over. */
export function metadataDocument(sets: readonly EntitySet[]): string {
  const types = sets.map(
    ({ entity, key, properties }) =>
      `<EntityType Name="${entity}"><Key>${key.map((name) => `<PropertyRef Name="${name}"/>`).join('')}</Key>` +
      `${properties.map(propertyElement).join('')}</EntityType>`,
  );
  const containers = sets.map(
    ({ name, entity }) => `<EntitySet Name="${name}" EntityType="${NAMESPACE}.${entity}"/>`,
  );
  return (
    '<?xml version="1.0" encoding="utf-8"?>' +
    '<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>' +
    `<Schema Namespace="${NAMESPACE}" xmlns="http://docs.oasis-open.org/odata/ns/edm">${types.join('')}` +
    `<EntityContainer Name="Feed">${containers.join('')}</EntityContainer></Schema>` +
    '</edmx:DataServices></edmx:Edmx>'
  );
}

function propertyElement({ name, edm, nullable }: Property): string {
  const precision =
    edm === 'DateTimeOffset'
      ? ' Precision="3"'
      : edm === 'Money' || edm === 'Quantity'
        ? ` Precision="19" Scale="${scaleOf[edm]}"`
        : '';
  return `<Property Name="${name}" Type="${edmName[edm]}" Nullable="${nullable === true}"${precision}/>`;
}
