import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { inChain, days } from '../testing/chain.ts';
import { line } from '../testing/till.ts';
import { pdfOf } from './pdf.ts';
import { receiptDocument, type PrintedReceipt } from './receipt-document.ts';

/** The letters that a PDF shows, by the tables that it brings for its fonts. */
function textOf(bytes: Uint8Array): string {
  const raw = Buffer.from(bytes).toString('latin1');
  const streams = [...raw.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, body = '']) => {
    try {
      return inflateSync(Buffer.from(body, 'latin1')).toString('latin1');
    } catch {
      return '';
    }
  });
  const letters = new Set<string>();
  for (const stream of streams.filter((one) => one.includes('beginbfrange') || one.includes('beginbfchar')))
    for (const [, hex = ''] of stream.matchAll(/<([0-9a-fA-F]{4,})>/g))
      for (let at = 0; at + 4 <= hex.length; at += 4)
        letters.add(String.fromCharCode(Number.parseInt(hex.slice(at, at + 4), 16)));
  return [...letters].join('');
}

describe('G6 receipts as PDF', () => {
  test(
    'have Cyrillic and the rouble, of one receipt and of a member with reasons',
    inChain('clothing', async (chain) => {
      const memberId = await chain.till.join({ name: 'Жанна', surname: 'Щукина' });
      const sale = await chain.till.buy(memberId, [line('SHOES', 8187)]);
      chain.now += days(1);
      await chain.till.giveBack(sale);
      const one = await chain.must('print-receipt', {
        memberId,
        receiptId: sale.answer.receiptId,
        language: 'ru',
      });
      expect(one).toMatchObject({ type: 'application/pdf' });
      const bytes = one.bytes as Uint8Array;
      expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-');
      const letters = textOf(bytes);
      for (const letter of 'ЖЩКроссвкибг₽') expect(letters, letter).toContain(letter);
      const all = await chain.must('print-receipts', { memberId, language: 'en' });
      expect((all.bytes as Uint8Array).length).toBeGreaterThan(bytes.length / 2);
      expect(
        await chain.refusal('print-receipt', {
          memberId: sale.answer.receiptId,
          receiptId: sale.answer.receiptId,
        }),
      ).toBe('unknown-member');
    }),
  );

  test('hostile and endless names are print like others', async () => {
    const hostile = `(x) Tj ET\\ /JavaScript << >> ${'Я'.repeat(300)} \u202E 🙂 =cmd|' /C calc'!A0`;
    const receipt: PrintedReceipt = {
      receiptId: '01932e2c-0000-7000-8000-000000000001',
      type: 'sale',
      currency: 'RUB',
      kinds: [],
      at: '2026-11-22T15:42:00Z',
      offsetMinutes: 180,
      store: { storeId: 'S', name: hostile, city: null },
      tillId: '1',
      number: '1',
      ofReceipt: null,
      lines: [
        {
          id: '1',
          productId: 'P',
          name: hostile,
          quantity: 1000,
          amount: 100,
          discount: 0,
          spent: 0,
          paid: 100,
          earned: [],
          returned: 0,
          reasons: [hostile],
        },
      ],
      totals: { amount: 100, discount: 0, spent: 0, paid: 100 },
      plus: {},
      minus: {},
      discounts: [],
      spending: [],
      earned: [],
      nothingEarned: null,
      others: [],
      missed: [],
      returns: [],
      feedback: null,
      mayGiveFeedback: false,
    };
    const bytes = await pdfOf(
      receiptDocument([receipt], { language: 'ru', programme: hostile, member: hostile, madeAt: 0 }),
    );
    const raw = Buffer.from(bytes).toString('latin1');
    expect(raw).not.toMatch(/\/(JavaScript|JS|OpenAction|Launch|URI|EmbeddedFile)\b/);
    expect(raw.trimEnd().endsWith('%%EOF')).toBe(true);
  });
});
