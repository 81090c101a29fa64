import { Type } from 'typebox';
import { scopes } from '../operation.ts';
import { closed, Identifier, Moment, nullable, oneOf, text, Uuid } from './common.ts';

export const KeyRequest = closed({
  keyId: Uuid,
  name: text(200),
  scopes: Type.Array(oneOf(scopes), { minItems: 1, maxItems: 64, uniqueItems: true }),
  storeId: Type.Optional(Identifier),
  tillId: Type.Optional(Identifier),
  mostPerMinute: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 1_000_000,
      description: 'How often it may ask, of each server; unless said, as often as it likes',
    }),
  ),
  mostPerDay: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 1_000_000_000,
      description:
        'How often it may ask in a day of the chain, of all servers together; unless said, as often as it likes',
    }),
  ),
  sandbox: Type.Optional(
    Type.Boolean({
      description: 'true: it works in the sandbox, a chain that is made up, and touches nothing real',
    }),
  ),
});
const UsedAt = nullable(Moment);
export const Key = closed({
  keyId: Uuid,
  name: Type.String(),
  scopes: Type.Array(Type.String()),
  storeId: nullable(Type.String()),
  tillId: nullable(Type.String()),
  mostPerMinute: nullable(Type.Integer({ description: 'null: as often as it likes' })),
  mostPerDay: nullable(Type.Integer({ description: 'null: as often as it likes' })),
  usedToday: nullable(
    Type.Integer({
      description:
        'Of `mostPerDay`, with what servers have set aside for requests to come; null: there is no such limit. Told by list-keys; elsewhere 0',
    }),
  ),
  sandbox: Type.Boolean({ description: 'It works in the sandbox alone' }),
  createdAt: Moment,
  revokedAt: nullable(Moment),
  secret: closed({ since: Moment, usedAt: UsedAt }, 'The newest one; null: nobody has used it yet'),
  oldSecret: nullable(closed({ until: Moment, usedAt: UsedAt }, 'The one before, while it works')),
});
export const NewKey = closed({
  key: Key,
  secret: Type.String({ description: 'Shown this once; only its hash is kept' }),
});

export const SandboxReset = closed({ made: Type.Literal(true) });

export const KeyList = closed({
  revoked: Type.Optional(Type.Boolean({ description: 'Those that were revoked, or those that were not' })),
  after: Type.Optional(Uuid),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, description: '50, unless said' })),
});
export const KeyPage = closed({ keys: Type.Array(Key), next: nullable(Uuid) });

const MONTH_MINUTES = 31 * 24 * 60;
export const Rotation = closed({
  overlapMinutes: Type.Integer({
    minimum: 0,
    maximum: MONTH_MINUTES,
    description: 'How long the secret before works on; 0: it ends now',
  }),
  ifSecretSince: Type.Optional(
    Type.String({
      format: 'date-time',
      maxLength: 40,
      description: 'Only if the newest secret is the one since then: of two who rotate at once, one does',
    }),
  ),
});
