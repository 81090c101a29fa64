import { useFormat, useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { useAsked } from '../../../api/asking.ts';
import { api } from '../../../api/client.ts';
import { answered, type Answered } from '../../../api/failure.ts';
import { keys } from '../../../api/keys.ts';
import { useSettled } from '../../../api/use-settled.ts';
import { Lookup } from '../../../components/lookup.tsx';
import { actionWords } from './words.ts';

const ask = (text: string, signal: AbortSignal) =>
  answered(api.GET('/v1/products/search', { params: { query: { text } }, signal }));
export type FoundProduct = Answered<typeof ask>['products'][number];

interface ProductChoiceProps {
  /** null: none is chosen. */
  readonly value: FoundProduct | null;
  readonly onChange: (product: FoundProduct | null) => void;
}

/** Goods by their name, id or barcode, as they are typed or scanned. */
export function ProductChoice({ value, onChange }: ProductChoiceProps) {
  const say = useWords(actionWords);
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const text = useSettled(typed).trim();
  const found = useAsked(keys.products(text), (signal) => ask(text, signal), {
    when: text !== '',
    keep: true,
  });
  const products = found.state === 'here' && text !== '' ? found.value.products : [];
  return (
    <Lookup
      label={say.goods}
      hint={say.goodsHint}
      placeholder={say.goodsPlace}
      open={say.goodsOpen}
      none={text === '' ? say.goodsPlace : say.goodsNone}
      typed={typed}
      onType={(next) => {
        setTyped(next);
        if (value !== null && next !== value.name) onChange(null);
      }}
      found={products.map(({ productId, name, brand, price }) => ({
        id: productId,
        name,
        note: [brand, productId, price === null ? null : format.money(price, 'RUB')]
          .filter((part) => part !== null)
          .join(' · '),
      }))}
      chosen={value?.productId ?? null}
      onChoose={(id) => {
        const product = products.find(({ productId }) => productId === id);
        if (!product) return;
        setTyped(product.name);
        onChange(product);
      }}
    />
  );
}
