import { sapModel, type Kind, type ServiceName } from './sap-model.ts';
import type { SapStore } from './sap-store.ts';

const edm = {
  text: 'Edm.String',
  flag: 'Edm.Boolean',
  decimal: 'Edm.Decimal',
  moment: 'Edm.DateTime',
} satisfies Record<Kind, string>;

const setsOf = (service: ServiceName) =>
  Object.entries(sapModel).filter(([, model]) => model.service === service);

/** The service document. */
export const documentOf = (service: ServiceName): string =>
  JSON.stringify({ d: { EntitySets: setsOf(service).map(([name]) => name) } });

/** What a service consists of, in EDMX of version 1 as Gateway writes it. */
export function metadataOf(store: SapStore, service: ServiceName): string {
  const space = service === 'partners' ? 'API_BUSINESS_PARTNER' : 'ZBONUM_LOYALTY_SRV';
  const types = setsOf(service).map(([set, { keys, fields, navigations }]) => {
    const named = (field: string): string => store.named(set, field);
    return [
      `<EntityType Name="${set}Type" sap:content-version="1"><Key>`,
      ...keys.map((key) => `<PropertyRef Name="${named(key)}"/>`),
      '</Key>',
      ...Object.entries(fields).map(
        ([name, { kind, length }]) =>
          `<Property Name="${named(name)}" Type="${edm[kind]}"${length === undefined ? '' : ` MaxLength="${length}"`}/>`,
      ),
      ...Object.keys(navigations).map((name) => `<NavigationProperty Name="${name}"/>`),
      '</EntityType>',
    ].join('');
  });
  const sets = setsOf(service).map(
    ([set, { creatable, updatable, deletable }]) =>
      `<EntitySet Name="${set}" EntityType="${space}.${set}Type" sap:creatable="${creatable}" sap:updatable="${updatable}" sap:deletable="${deletable}"/>`,
  );
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<edmx:Edmx Version="1.0" xmlns:edmx="http://schemas.microsoft.com/ado/2007/06/edmx" xmlns:sap="http://www.sap.com/Protocols/SAPData">',
    '<edmx:DataServices m:DataServiceVersion="2.0" xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata">',
    `<Schema Namespace="${space}" xmlns="http://schemas.microsoft.com/ado/2008/09/edm">`,
    ...types,
    `<EntityContainer Name="${space}_Entities" m:IsDefaultEntityContainer="true">${sets.join('')}</EntityContainer>`,
    '</Schema></edmx:DataServices></edmx:Edmx>',
  ].join('\n');
}
