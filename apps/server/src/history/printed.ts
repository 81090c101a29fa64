import type { Answer } from '@bonum/contract';
import type { Language } from '@bonum/engine';
import { maskedSurname } from '../members/masked.ts';
import type { Call, Outcome, ScopedCaller } from '../operation.ts';
import type { MyReceiptFound } from '../receipts/find-my-receipt.ts';
import { receiptAnswer } from '../receipts/receipt-answer.ts';
import { pdfOf } from './pdf.ts';
import { receiptDocument } from './receipt-document.ts';

/** Receipts as a file of pages. */
export async function printed(
  call: Call<ScopedCaller>,
  found: readonly MyReceiptFound[],
  { memberId, language }: { readonly memberId: string; readonly language: Language },
): Promise<Outcome<Answer<'print-receipt'>>> {
  const { programme } = await call.shell.programmes.current();
  const receipts = await Promise.all(found.map((one) => receiptAnswer(call, one, language)));
  const member = found[0]?.state.member ?? null;
  const surname = call.caller.scopes.includes('personal:read')
    ? member?.surname
    : maskedSurname(member?.surname ?? null);
  const document = receiptDocument(receipts, {
    language,
    programme: programme.name[language],
    member: [member?.name, surname].filter((part) => part != null).join(' ') || memberId,
    madeAt: call.now,
  });
  const bytes = await pdfOf(document);
  return { ok: true, value: { type: 'application/pdf', name: `receipts-${memberId}.pdf`, bytes } };
}
