import { describe, expect, test } from 'vitest';
import { withDatabase } from '../testing/database.ts';
import { breaksOf, makeEdit, named, type Edit } from './testing/edit.ts';
import { loadWorld } from './testing/load.ts';
import { anna, dina, lease, receipt } from './testing/world.ts';

const budget = 'budget of spring, total 2026-01';

const edits: Record<string, Edit> = {
  'a member is given a use back by hand': {
    statement: `update promotion_use set times = 1`,
    invariant: 'limit-uses',
    owner: anna,
    row: 'uses of spring, ever',
  },
  'the uses of a member are deleted': {
    statement: `delete from promotion_use`,
    invariant: 'limit-uses',
    owner: anna,
    row: 'uses of spring, ever',
  },
  'a member is given uses that no receipt made': {
    statement: `insert into promotion_use values ('${dina}', 'ever', 'spring', 1)`,
    invariant: 'limit-uses',
    owner: dina,
    row: 'uses of spring, ever',
  },
  'what a receipt took of a budget is lowered': {
    statement: `update budget_use set amount = -1 where receipt_id = '${receipt.earns}'`,
    invariant: 'limit-uses',
    owner: anna,
    row: `${budget}, by receipt ${receipt.earns}`,
  },
  'what a receipt took of a budget is deleted': {
    statement: `delete from budget_use where receipt_id = '${receipt.earns}'`,
    invariant: 'budgets',
    owner: null,
    row: `${budget}, used`,
  },
  'what a receipt took is moved to another month': {
    statement: `update budget_use set period = '2026-02' where receipt_id = '${receipt.earns}'`,
    invariant: 'budgets',
    owner: null,
    row: `budget of spring, total 2026-02, lease ${lease.settled}`,
  },
  'what is used of a budget is lowered': {
    statement: `update budget set used = 0`,
    invariant: 'budgets',
    owner: null,
    row: `${budget}, used`,
  },
  'what is leased of a budget is lowered': {
    statement: `update budget set leased = 0`,
    invariant: 'budgets',
    owner: null,
    row: `${budget}, leased`,
  },
  'a lease is made larger': {
    statement: `update budget_lease set amount = 4`,
    invariant: 'budgets',
    owner: null,
    row: `${budget}, leased`,
  },
  'a lease is deleted': {
    statement: `delete from budget_lease`,
    invariant: 'budgets',
    owner: null,
    row: `${budget}, leased`,
  },
  'more is taken than was leased': {
    statement: `update budget_use set amount = 4 where lease_id = '${lease.out}'`,
    invariant: 'budgets',
    owner: null,
    row: `${budget}, lease ${lease.out}`,
  },
  'more is leased than there is': {
    statement: `update budget set leased = 10; update budget_lease set amount = 10`,
    invariant: 'budgets',
    owner: null,
    row: `${budget}, used and leased`,
  },
  'a budget allows more than any programme did': {
    statement: `update budget set most = 11`,
    invariant: 'budgets',
    owner: null,
    row: `${budget}, most`,
  },
  'a budget is of a promotion that nothing limits': {
    statement: `update budget set promotion = 'summer'; update budget_lease set promotion = 'summer'`,
    invariant: 'budgets',
    owner: null,
    row: `budget of summer, total 2026-01, most`,
  },
};

describe('verify, limits', () => {
  test.for(Object.entries(edits))('%s', async ([, edit]) => {
    await withDatabase(async ({ db }) => {
      await loadWorld(db);
      expect(await breaksOf(db)).toEqual([]);
      await makeEdit(db, edit.statement);
      const told = (await breaksOf(db)).filter(({ invariant }) => invariant === edit.invariant);
      expect(told.map((one) => named(one, edit))).toContainEqual({ owner: edit.owner, row: edit.row });
      for (const { sentence } of told) expect(sentence).toMatch(/^(Owner [0-9a-f-]{36}: )?[A-Z].*\.$/);
    })();
  });
});
