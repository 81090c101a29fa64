import { contract } from '../operation.ts';
import * as example from '../examples.ts';
import { closed, Uuid } from '../schemas/common.ts';
import * as schema from '../schemas/keys.ts';

export const createKey = contract({
  id: 'create-key',
  method: 'POST',
  path: '/keys',
  tag: 'keys',
  summary: 'Make a key',
  description:
    'For a till, a site, a partner. The secret is shown once; only its hash is kept. A key gives only scopes that it has itself, only in its own store or till, and no more requests a minute or a day than it may make. With `sandbox` it works in a chain that is made up, in a database of its own, and every answer to it bears `Bonum-Sandbox: true`.',
  access: 'keys:write',
  body: schema.KeyRequest,
  answer: schema.NewKey,
  refusals: ['id-reused', 'no-sandbox', 'unknown-store', 'unknown-till', 'scope-missing', 'wrong-store'],
  examples: [
    {
      name: "A till's key",
      body: {
        keyId: example.ids.key,
        name: 'Касса 1 на Тверской',
        scopes: ['till', 'members:join'],
        storeId: 'EX-1',
        tillId: '1',
      },
    },
    {
      name: 'A key for a partner to build with, of the sandbox',
      body: {
        keyId: example.ids.sandboxKey,
        name: 'Партнёр, песочница',
        scopes: ['till', 'members:join', 'members:read'],
        mostPerDay: 20_000,
        sandbox: true,
      },
    },
  ],
});

export const resetSandbox = contract({
  id: 'reset-sandbox',
  method: 'POST',
  path: '/sandbox/reset',
  tag: 'keys',
  summary: 'Make the sandbox up anew',
  description:
    'All that keys of the sandbox have done is gone, and its chain is as it was in the beginning. Of the real chain nothing is touched. Keys of the sandbox hear `busy` for the seconds that it takes.',
  access: 'keys:write',
  mostPerMinute: 6,
  answer: schema.SandboxReset,
  refusals: ['no-sandbox'],
  examples: [{ name: 'To begin again' }],
});

export const listKeys = contract({
  id: 'list-keys',
  method: 'GET',
  path: '/keys',
  tag: 'keys',
  summary: 'Keys, the newest first',
  description:
    'Without their secrets, but with when each was last used, to the minute. A key of a store or till sees those of its own store or till. Ask for the next page with `after`.',
  access: 'keys:write',
  query: schema.KeyList,
  answer: schema.KeyPage,
  refusals: [],
  examples: [{ name: 'All keys' }, { name: 'Those that open something', query: { revoked: false } }],
});

export const rotateKey = contract({
  id: 'rotate-key',
  method: 'POST',
  path: '/keys/{keyId}/rotate',
  tag: 'keys',
  summary: 'Give a key a new secret',
  description:
    'The one before works on for `overlapMinutes`, while whoever has it is given the new one; then it ends, on every server within five seconds. A new secret that was never used, since its answer was lost, is replaced by asking again, and the old one stays; once both are in use the key takes no third.',
  access: 'keys:write',
  params: closed({ keyId: Uuid }),
  body: schema.Rotation,
  answer: schema.NewKey,
  refusals: ['unknown-key', 'key-revoked', 'two-secrets', 'changed-since', 'scope-missing', 'wrong-store'],
  examples: [
    {
      name: 'A day for the tills to follow',
      params: { keyId: example.ids.key },
      body: { overlapMinutes: 1440 },
    },
  ],
});

export const endOldSecret = contract({
  id: 'end-old-secret',
  method: 'POST',
  path: '/keys/{keyId}/end-old-secret',
  tag: 'keys',
  summary: 'End the old secret of a key',
  description: 'Before its time: everybody has the new one, or it got into other hands. Safe to repeat.',
  access: 'keys:write',
  params: closed({ keyId: Uuid }),
  answer: schema.Key,
  refusals: ['unknown-key', 'scope-missing', 'wrong-store'],
  examples: [{ name: 'Everybody has the new one', params: { keyId: example.ids.key } }],
});

export const revokeKey = contract({
  id: 'revoke-key',
  method: 'POST',
  path: '/keys/{keyId}/revoke',
  tag: 'keys',
  summary: 'Revoke a key',
  description:
    'For good, on every server within five seconds. Safe to repeat. A key revokes only what it could have made: of its own store or till, with no scope beyond its own.',
  access: 'keys:write',
  params: closed({ keyId: Uuid }),
  answer: schema.Key,
  refusals: ['unknown-key', 'scope-missing', 'wrong-store'],
  examples: [{ name: 'A lost key', params: { keyId: example.ids.key } }],
});
