import type { Input } from '@bonum/contract';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { inChain, type Chain } from '../testing/chain.ts';

async function csv(chain: Chain, input: Input<'export-audit'>): Promise<{ rows: number; lines: string[] }> {
  const { caller } = await chain.staff({ roles: ['auditor'], name: 'Марк Проверкин' });
  const { bytes, rows = -1 } = await chain.must('export-audit', input, caller);
  const parts = await Array.fromAsync(bytes as AsyncIterable<string>);
  return { rows, lines: parts.join('').trimEnd().split('\r\n') };
}

describe('S8 G6 the audit log as a file', () => {
  test(
    'has what was asked for, in words, and no formula of anybody',
    inChain('sportswear', async (chain) => {
      const memberId = await chain.till.join();
      const { caller, operatorId } = await chain.staff({ roles: ['operator'], name: '=cmd|"/c calc"!A1' });
      await chain.must('get-member', { memberId }, caller);
      const grant = { memberId, grantId: v7(), kind: 'bonus', points: 5, reason: '=1+1;@SUM(1)' };
      await chain.must('grant-points', grant, caller);
      chain.now += 1000;
      const whole = await csv(chain, { memberId });
      expect(whole.rows).toBe(2);
      expect(whole.lines).toHaveLength(3);
      expect(whole.lines[1]).toContain(
        `"Изменение";"grant-points";"Сотрудник";"'=cmd|""/c calc""!A1";"${operatorId}"`,
      );
      for (const cell of whole.lines.join('\n').split(/[;,\t\n]/))
        expect(cell.replace(/^[\s"]+/, '')).not.toMatch(/^[=+\-@]/);
      const views = await csv(chain, { memberId, kind: 'view', operatorId, language: 'en' });
      expect(views.lines.map((line) => line.split(',')[2])).toEqual(['"Operation"', '"get-member"']);
    }),
  );

  test(
    'goes on from one batch to the next, and leaves a trace that says how many it took',
    inChain('sportswear', async (chain) => {
      const memberId = await chain.till.join();
      await chain.database.pool.query(
        `insert into audit_entry select $1, n, to_timestamp($2::bigint / 1000.0) - interval '1 hour', 'view', 'get-member', 'terminal', null, null, null, '{}', sha256('')
           from generate_series(1, 2500) n`,
        [memberId, chain.now],
      );
      const { rows, lines } = await csv(chain, { operation: 'get-member', kind: 'view' });
      expect(rows).toBe(2500);
      const numbers = lines.slice(1).map((line) => Number(line.split(';')[9]));
      expect(numbers).toEqual(Array.from({ length: 2500 }, (_, index) => 2500 - index));
      await chain.database.pool.query('truncate audit_entry, audit_head');
      const { caller, operatorId } = await chain.staff({ roles: ['auditor'] });
      await chain.must('export-audit', { kind: 'change' }, caller);
      const { entries } = await chain.must('list-audit', { operatorId, kind: 'view' }, caller);
      expect(entries).toMatchObject([
        {
          operation: 'export-audit',
          concerns: operatorId,
          concernsName: 'Ольга Операторова',
          detail: { kind: 'change', rows: 0 },
        },
      ]);
    }),
  );
});
