import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { list, name, nullable, optional, pack, plain, record, unpack } from './packing.ts';

interface Part {
  readonly id: string;
  readonly points: number;
}
interface Whole {
  readonly parts: readonly Part[];
  readonly best: Part | null;
  readonly note: string | undefined;
  readonly rest: fc.JsonValue;
  readonly more?: readonly string[];
}

const part = record<Part>({ id: name, points: plain() });
const whole = record<Whole>({
  parts: list(part),
  best: nullable(part),
  note: optional(plain()),
  rest: plain(),
  more: optional(list(name)),
});

const parts = fc.record({ id: fc.string({ unit: 'binary', maxLength: 4 }), points: fc.integer() });
const wholes: fc.Arbitrary<Whole> = fc.record(
  {
    parts: fc.array(parts, { maxLength: 5 }),
    best: fc.option(parts),
    note: fc.string(),
    rest: fc.jsonValue(),
    more: fc.array(fc.string({ maxLength: 3 })),
  },
  { requiredKeys: ['parts', 'best', 'rest'], noNullPrototype: true },
) as fc.Arbitrary<Whole>;

describe('a packed document', () => {
  test('is the same again, what is absent absent', () => {
    fc.assert(
      fc.property(wholes, (value) => {
        const again = unpack({ 1: whole }, pack(whole, 1, value));
        expect(again).toEqual(JSON.parse(JSON.stringify(value)));
        expect(Object.keys(again).toSorted()).toEqual(Object.keys(value).toSorted());
      }),
    );
  });

  test('says each name once', () => {
    const value = {
      parts: [
        { id: 'long-name', points: 1 },
        { id: 'long-name', points: 2 },
      ],
      best: null,
      note: undefined,
      rest: 0,
    };
    expect(pack(whole, 1, value).toString()).toBe('[1,["long-name"],[[[0,1],[0,2]],null,0,0,0]]');
  });

  test('of a form that nobody here knows is not read', () => {
    expect(() => unpack({ 1: part }, pack(part, 2, { id: 'a', points: 1 }))).toThrow('later release');
  });
});
