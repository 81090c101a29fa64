import { Type } from 'typebox';
import { closed, Identifier, Moment, nullable, text } from './common.ts';

export const Product = closed({
  productId: Identifier,
  name: text(500),
  category: Type.Optional(
    Type.Array(text(200), { maxItems: 12, description: 'From the widest to the narrowest' }),
  ),
  brand: Type.Optional(text(200)),
  price: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000_000, description: 'Minor units' })),
  floor: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 1_000_000_000_000,
      description: 'No discount takes one unit below this, minor units',
    }),
  ),
  onSale: Type.Optional(Type.Boolean()),
  barcode: Type.Optional(Type.String({ pattern: '^[0-9]{8,14}$' })),
});
export const ProductsRequest = closed({ products: Type.Array(Product, { minItems: 1, maxItems: 1000 }) });
export const Store = closed({
  storeId: Identifier,
  name: text(200),
  city: Type.Optional(text(200)),
  tags: Type.Optional(Type.Array(text(64), { maxItems: 32 })),
  place: Type.Optional(
    closed(
      {
        latitude: Type.Number({ minimum: -90, maximum: 90 }),
        longitude: Type.Number({ minimum: -180, maximum: 180 }),
      },
      'Where it is, in degrees: a card seen in two distant stores within minutes is looked at',
    ),
  ),
  tills: Type.Array(closed({ tillId: Identifier, name: text(200) }), { maxItems: 500 }),
});
export const StoresRequest = closed({
  stores: Type.Array(Store, { minItems: 1, maxItems: 500 }),
  onlyNew: Type.Optional(Type.Boolean({ description: 'Nothing is written if one of them is there already' })),
});
export const StoreList = closed({
  text: Type.Optional(text(100)),
  after: Type.Optional(Identifier),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, description: '50, unless said' })),
});
export const StorePage = closed({ stores: Type.Array(Store), next: nullable(Identifier) });
export const ProductSearch = closed({
  text: text(100, 'Words of its name or brand, its id or its barcode'),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, description: '20, unless said' })),
});
export const FoundProducts = closed({
  products: Type.Array(
    closed({
      productId: Type.String(),
      name: Type.String(),
      brand: nullable(Type.String()),
      price: nullable(Type.Integer({ description: 'Minor units' })),
    }),
  ),
});
export const Written = closed({ written: Type.Integer() });

export const CodesRequest = closed({
  promotion: Identifier,
  codes: Type.Array(Type.String({ minLength: 4, maxLength: 64, pattern: '^[0-9A-Za-z-]+$' }), {
    minItems: 1,
    maxItems: 1000,
  }),
  validUntil: Moment,
});

export const ProgrammeDocument = Type.Object(
  {},
  { additionalProperties: true, description: 'A programme document, format bonum/1' },
);
export const ProgrammeRequest = closed({ programme: ProgrammeDocument });
export const LiveProgramme = closed({
  version: Type.Integer(),
  publishedAt: nullable(Moment),
  programme: ProgrammeDocument,
});
export const Budgets = closed({
  budgets: Type.Array(
    closed({
      promotion: Type.String(),
      limit: Type.Union([Type.Literal('total'), Type.Literal('discount'), Type.Literal('points')]),
      period: Type.String({ description: '`2026-11-22`, `2026-W47`, `2026-11`, `2026` or `ever`' }),
      most: Type.Integer({ description: 'Receipts, minor units or points, by `limit`' }),
      used: Type.Integer(),
      leased: Type.Integer({ description: 'At hand for receipts in the servers, and not used yet' }),
      left: Type.Integer(),
    }),
  ),
});
export const ProgrammeCheck = closed({
  valid: Type.Boolean(),
  problems: Type.Array(
    closed({
      path: Type.String(),
      code: Type.String(),
      message: closed({ ru: Type.String(), en: Type.String() }),
    }),
  ),
});
