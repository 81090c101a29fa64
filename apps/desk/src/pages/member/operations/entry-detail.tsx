import { useWords } from '@bonum/ui/language';
import { GreyLines, Shown } from '../../../frame/shown.tsx';
import { ReturnGoods } from '../actions/return-dialog.tsx';
import { ReverseEntry } from '../actions/reverse-dialog.tsx';
import { useReceipt, type Entry } from '../use-member.ts';
import { Aloud } from './aloud-box.tsx';
import { SaveReceipt } from './save-receipts.tsx';
import { ReceiptLines } from './receipt-lines.tsx';
import { ReceiptReasons } from './receipt-reasons.tsx';
import { operationsWords } from './words.ts';

interface EntryDetailProps {
  readonly memberId: string;
  readonly entry: Entry;
}

/** Beneath a line that is open: of a receipt its lines, its reasons and what to say; of the rest, what staff wrote. */
export function EntryDetail({ memberId, entry }: EntryDetailProps) {
  const { receipt } = entry;
  return receipt === null ? (
    <ByHand memberId={memberId} entry={entry} />
  ) : (
    <ReceiptDetail memberId={memberId} receiptId={receipt.receiptId} />
  );
}

function ByHand({ memberId, entry }: EntryDetailProps) {
  const say = useWords(operationsWords);
  const { type, note, by } = entry;
  return (
    <div className="operation-note">
      <p>{note ?? say.types[type]}</p>
      {by !== null && <p className="second">{say.by(by)}</p>}
      <ReverseEntry memberId={memberId} entry={entry} />
    </div>
  );
}

function ReceiptDetail({ memberId, receiptId }: { readonly memberId: string; readonly receiptId: string }) {
  const say = useWords(operationsWords);
  const receipt = useReceipt(memberId, receiptId);
  return (
    <Shown
      asked={receipt}
      failed={say.failedReceipt}
      loading={<GreyLines count={4} />}
      refusals={{ 'unknown-receipt': say.unknownReceipt }}
    >
      {(value) => (
        <>
          <div className="receipt-detail">
            <ReceiptLines receipt={value} />
            <ReceiptReasons receipt={value} />
          </div>
          <Aloud receipt={value} />
          <div className="receipt-acts">
            <ReturnGoods memberId={memberId} receiptId={receiptId} receipt={value} />
            <SaveReceipt memberId={memberId} receiptId={receiptId} number={value.number} />
          </div>
        </>
      )}
    </Shown>
  );
}
