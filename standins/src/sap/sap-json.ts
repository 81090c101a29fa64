import { services, type Values } from './sap-model.ts';
import { malformed } from './sap-refusal.ts';
import type { SapStore, Stored } from './sap-store.ts';

/** SAP writes addresses with the name that it has inside of the network, whatever it was asked by. */
const INSIDE = 'http://sapgw01.chain.internal:8000';

/** How an entity is written, with what is within it and was asked for. */
export function entityOf(
  store: SapStore,
  stored: Stored,
  expand: readonly string[],
): Record<string, unknown> {
  const model = store.model(stored.set);
  const uri = uriOf(store, stored);
  const inside = Object.entries(model.navigations).map(([name, navigation]) => {
    if (!expand.some((path) => path === name || path.startsWith(`${name}/`)))
      return [name, { __deferred: { uri: `${uri}/${name}` } }];
    const deeper = expand
      .filter((path) => path.startsWith(`${name}/`))
      .map((path) => path.slice(name.length + 1));
    const rows = store
      .in(navigation.set)
      .filter(({ values }) => navigation.on.every((field) => values[field] === stored.values[field]))
      .filter(({ values }) => navigation.only?.(values) ?? true);
    return [name, { results: rows.map((row) => entityOf(store, row, deeper)) }];
  });
  const unknown = expand.find((path) => !((path.split('/')[0] ?? '') in model.navigations));
  if (unknown !== undefined) throw malformed(`у ${stored.set} нет ${unknown}`);
  return {
    __metadata: { id: uri, uri, type: `${model.service}.${stored.set}Type`, etag: etagOf(stored) },
    ...Object.fromEntries(
      Object.keys(model.fields).map((field) => [store.named(stored.set, field), stored.values[field]]),
    ),
    ...Object.fromEntries(inside),
  };
}

export const etagOf = ({ version }: Stored): string => `W/"${version}"`;

export const addressOf = (service: keyof typeof services, path: string): string =>
  `${INSIDE}${services[service]}/${path}`;

function uriOf(store: SapStore, { set, values }: Stored): string {
  const { service, keys } = store.model(set);
  return addressOf(service, `${set}(${keys.map((key) => `${key}=${quoted(values, key)}`).join(',')})`);
}

const quoted = (values: Values, key: string): string => `'${encodeURIComponent(String(values[key]))}'`;
