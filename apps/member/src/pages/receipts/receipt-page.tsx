import './receipt.css';
import { Button, Empty, Row, List, Skeleton } from '@bonum/ui';
import { useAsked } from '../../api/asking.ts';
import { api } from '../../api/client.ts';
import { answered } from '../../api/failure.ts';
import { placeFormat, type PlaceFormat, useFormat, useLanguage, useWords } from '@bonum/ui/language';
import type { PageProps } from '../../router/router.tsx';
import { LoadFailed } from '../../shell/failed.tsx';
import { Page as Frame } from '../../shell/page.tsx';
import { FeedbackPart } from './feedback-part.tsx';
import { ReceiptLines } from './receipt-lines.tsx';
import { Reasons, type Receipt } from './reasons.tsx';
import { Totals } from './totals.tsx';
import { receiptWords } from './words.ts';

/** A receipt: every figure on a line, with its reason. */
export function Page({ params }: PageProps) {
  const say = useWords(receiptWords);
  const { language } = useLanguage();
  const receiptId = params['receiptId'] ?? '';
  const asked = useAsked(['receipt', receiptId, language], () =>
    answered(
      api.GET('/v1/me/receipts/{receiptId}', { params: { path: { receiptId }, query: { language } } }),
    ),
  );
  const place = placeFormat(language, new Date());
  const receipt = asked.state === 'here' ? asked.value : null;
  return (
    <Frame
      title={receipt ? titleOf(receipt, say) : say.title}
      back="/app/history"
      asOf={asked.state === 'here' ? asked.asOf : null}
    >
      {asked.state === 'loading' && <Loading />}
      {asked.state === 'failed' &&
        (asked.failure.kind === 'refused' ? (
          <Empty title={say.unknownTitle} text={say.unknownText}>
            <Button wide href="/app/history">
              {say.toHistory}
            </Button>
          </Empty>
        ) : (
          <LoadFailed failure={asked.failure} retry={asked.retry} title={say.failed} />
        ))}
      {receipt && asked.state === 'here' && <Whole receipt={receipt} place={place} retry={asked.retry} />}
    </Frame>
  );
}

const titleOf = ({ type, store }: Receipt, say: { readonly returnTitle: string }): string =>
  type === 'return' ? `${say.returnTitle}: ${store.name}` : store.name;

interface WholeProps {
  readonly receipt: Receipt;
  readonly place: PlaceFormat;
  readonly retry: () => void;
}

function Whole({ receipt, place, retry }: WholeProps) {
  const say = useWords(receiptWords);
  const format = useFormat();
  const { ofReceipt, returns } = receipt;
  return (
    <>
      <p className="receipt-when small second">
        {place.day(receipt)}, {place.time(receipt)}
        <br />
        {say.number(receipt.number, receipt.tillId)}
        {receipt.store.city !== null && `, ${receipt.store.city}`}
      </p>
      <section className="receipt-paper" aria-label={say.lines}>
        <ReceiptLines receipt={receipt} />
        <Totals receipt={receipt} />
        <Reasons receipt={receipt} />
      </section>
      {ofReceipt && (
        <section>
          <h2 className="receipt-part">{say.ofSale}</h2>
          <List>
            <Row href={`/app/receipts/${ofReceipt.receiptId}`}>{say.saleOf(place.date(ofReceipt))}</Row>
          </List>
        </section>
      )}
      {returns.length > 0 && (
        <section>
          <h2 className="receipt-part">{say.returns}</h2>
          <List>
            {returns.map((one) => (
              <Row
                key={one.receiptId}
                href={`/app/receipts/${one.receiptId}`}
                end={<span className="number">{format.money(-one.refund, receipt.currency)}</span>}
              >
                {say.returnOf(place.date(one))}
              </Row>
            ))}
          </List>
        </section>
      )}
      {receipt.type === 'sale' && <FeedbackPart receipt={receipt} place={place} changed={retry} />}
    </>
  );
}

const Loading = () => (
  <div className="receipt-paper" aria-hidden="true">
    {[58, 70, 44, 62].map((width) => (
      <div key={width} className="receipt-line">
        <Skeleton width={`${width}%`} height={18} />
        <Skeleton width="64px" height={18} />
      </div>
    ))}
  </div>
);
