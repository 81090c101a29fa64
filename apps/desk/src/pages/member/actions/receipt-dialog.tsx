import { useFormat, useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { api } from '../../../api/client.ts';
import { answered } from '../../../api/failure.ts';
import { Field } from '../../../components/field.tsx';
import type { Store } from '../../../stores/ask-stores.ts';
import { StoreChoice } from '../../../stores/store-choice.tsx';
import { ActionDialog } from './action-dialog.tsx';
import type { DialogProps } from './dialogs.ts';
import { ProductChoice, type FoundProduct } from './product-choice.tsx';
import { actionWords } from './words.ts';

/** The sum that a fiscal code says, in minor units; null: it says none. The server reads the code for good. */
function sumIn(qr: string): number | null {
  const [, roubles, kopecks = ''] = /(?:^|&)s=(\d{1,10})(?:\.(\d{1,2}))?(?:&|$)/.exec(qr) ?? [];
  return roubles === undefined ? null : Number(roubles) * 100 + Number(kopecks.padEnd(2, '0'));
}

/** A purchase without a card counts after all, by what its paper says. */
export function ReceiptDialog({ member, action, onClose }: DialogProps) {
  const say = useWords(actionWords);
  const format = useFormat();
  const [qr, setQr] = useState('');
  const [store, setStore] = useState<Store | null>(null);
  const [product, setProduct] = useState<FoundProduct | null>(null);
  const [needsLines, setNeedsLines] = useState(false);
  const sum = sumIn(qr.trim());
  return (
    <ActionDialog
      member={member}
      action={action}
      title={say.receipt}
      act={say.receiptDo}
      amount={sum}
      ready={sum !== null && store !== null && (!needsLines || product !== null)}
      onClose={onClose}
      send={(sent) =>
        answered(
          api.POST('/v1/members/{memberId}/receipts', {
            params: { path: { memberId: member.memberId } },
            body: {
              qr: qr.trim(),
              storeId: store?.storeId ?? '',
              ...(product !== null && {
                lines: [{ productId: product.productId, quantity: 1000, amount: sum ?? 0 }],
              }),
              ...sent,
            },
          }),
        )
      }
      onFailure={(failure) => {
        if (failure.kind === 'refused' && failure.code === 'lines-needed') setNeedsLines(true);
      }}
      done={({ earned }) =>
        say.receiptDone(format.points(Object.values(earned).reduce((total, points) => total + points, 0)))
      }
    >
      <Field
        label={say.qr}
        hint={sum === null ? say.qrHint : format.money(sum, 'RUB')}
        value={qr}
        onChange={setQr}
        focus
        input={{ maxLength: 200 }}
      />
      <StoreChoice label={say.store} value={store} onChange={setStore} placeholder={say.storeHint} />
      {needsLines && <ProductChoice value={product} onChange={setProduct} />}
    </ActionDialog>
  );
}
