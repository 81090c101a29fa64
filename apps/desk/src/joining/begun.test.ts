import { describe, expect, test } from 'vitest';
import { begunBy } from './begun.ts';

describe('G6 what was looked for in vain begins the form', () => {
  test.each([
    ['Ковалёва', { surname: 'Ковалёва' }],
    [' Ковалёва  Марина Сергеевна ', { surname: 'Ковалёва', name: 'Марина Сергеевна' }],
    ['Римская-Корсакова Анна 5581', { surname: 'Римская-Корсакова', name: 'Анна' }],
    ['O’Brien', { surname: 'O’Brien' }],
    ['8 916 555-01-01', { phone: '+7 916 555-01-01' }],
    ['2101000000019', { card: '2101000000019' }],
    // Its last digit is wrong: it is no card.
    ['2101000000018', {}],
    ['5581', {}],
    ['anna@mail.example', {}],
    ['', {}],
  ])('%s', (typed, begun) => expect(begunBy(typed)).toEqual(begun));
});
