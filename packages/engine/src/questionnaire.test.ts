import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answers, missingOf, onlyAccumulates, type Questionnaire } from './questionnaire.ts';

const options = ['s', 'm', 'l'].map((id) => ({ id, name: { ru: id, en: id } }));
const name = { ru: 'Вопрос', en: 'Question' };
const questionnaire: Questionnaire = {
  required: ['name', 'birthDate'],
  questions: [
    { id: 'size', name, type: 'choice', options, required: true },
    { id: 'sports', name, type: 'several', options, most: 2 },
  ],
};

describe('D3 what is missing', () => {
  const profile = { name: 'Анна', birthDate: null };

  test('fields of the profile, then questions that are required', () => {
    expect(missingOf(questionnaire, { profile, answers: {} })).toEqual(['birthDate', 'size']);
    const full = { profile: { ...profile, birthDate: '1990-03-08' }, answers: { size: 'm' } };
    expect(missingOf(questionnaire, full)).toEqual([]);
  });

  test('an answer that the question no longer takes is none', () => {
    const full = { profile: { ...profile, birthDate: '1990-03-08' }, answers: { size: 'xl' } };
    expect(missingOf(questionnaire, full)).toEqual(['size']);
  });

  test('D6 points only add up while something is missing, unless the programme lets them be spent', () => {
    expect(onlyAccumulates(questionnaire, ['size'])).toBe(true);
    expect(onlyAccumulates(questionnaire, [])).toBe(false);
    expect(onlyAccumulates({ ...questionnaire, accumulateOnly: false }, ['size'])).toBe(false);
    expect(onlyAccumulates(undefined, missingOf(undefined, { profile: {}, answers: {} }))).toBe(false);
  });
});

describe('D3 what is an answer', () => {
  test.each([
    [{ type: 'text' }, 'Да'],
    [{ type: 'text', longest: 2 }, 'Да'],
    [{ type: 'choice', options }, 's'],
    [{ type: 'several', options, most: 2 }, ['s', 'l']],
    [{ type: 'date' }, '2024-02-29'],
    [{ type: 'number', from: 0, to: 10 }, 10],
    [{ type: 'number' }, -7],
    [{ type: 'yes-no' }, false],
  ] as const)('%j: %j', (question, value) => expect(answers(question, value)).toBe(true));

  test.each([
    [{ type: 'text' }, ' '],
    [{ type: 'text' }, 'a\u0000'],
    [{ type: 'text' }, '\uD800'],
    [{ type: 'text', longest: 2 }, 'Нет'],
    [{ type: 'choice', options }, 'xl'],
    [{ type: 'several', options, most: 2 }, ['s', 'm', 'l']],
    [{ type: 'several', options }, []],
    [{ type: 'several', options }, ['s', 's']],
    [{ type: 'several', options }, 's'],
    [{ type: 'date' }, '2023-02-29'],
    [{ type: 'date' }, '2023-2-9'],
    [{ type: 'number', from: 0, to: 10 }, 11],
    [{ type: 'number' }, 0.5],
    [{ type: 'yes-no' }, 'yes'],
  ] as const)('%j: not %j', (question, value) => expect(answers(question, value)).toBe(false));

  test('anything at all is asked about without an exception', () => {
    const question = fc.constantFrom<Parameters<typeof answers>[0]>(
      { type: 'text' },
      { type: 'choice', options },
      { type: 'several', options },
      { type: 'date' },
      { type: 'number' },
      { type: 'yes-no' },
    );
    fc.assert(
      fc.property(question, fc.anything(), (asked, value) => {
        expect(answers(asked, value)).toBeTypeOf('boolean');
      }),
      { numRuns: 300 },
    );
  });
});
