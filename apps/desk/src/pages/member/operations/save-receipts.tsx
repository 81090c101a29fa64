import { useLanguage, useWords } from '@bonum/ui/language';
import { useDoing } from '../../../api/asking.ts';
import { api } from '../../../api/client.ts';
import { answered } from '../../../api/failure.ts';
import { saveFile } from '../../../api/save-file.ts';
import { Button } from '../../../components/button.tsx';
import { tell } from '../../../components/toast.tsx';
import { useFailureText } from '../../../frame/shown.tsx';
import { ExportButton } from '../../history/export-button.tsx';
import { operationsWords } from './words.ts';

interface OfReceipt {
  readonly memberId: string;
  readonly receiptId: string;
  readonly number: string;
}

/** A receipt as the member reads it, to print or to send. */
export function SaveReceipt({ memberId, receiptId, number }: OfReceipt) {
  const say = useWords(operationsWords);
  const { language } = useLanguage();
  const saving = useSaving(`receipt-${number}.pdf`, () =>
    answered(
      api.GET('/v1/members/{memberId}/prints/receipts/{receiptId}', {
        params: { path: { memberId, receiptId }, query: { language } },
        parseAs: 'blob',
      }),
    ),
  );
  return (
    <Button kind="outline" busy={saving.busy} onPress={() => void saving.save()}>
      {say.savePdf}
    </Button>
  );
}

/** All receipts of one member: to print, or for a spreadsheet. */
export function SaveReceipts({ memberId }: { readonly memberId: string }) {
  const say = useWords(operationsWords);
  const { language } = useLanguage();
  const saving = useSaving('receipts.pdf', () =>
    answered(
      api.GET('/v1/members/{memberId}/prints/receipts', {
        params: { path: { memberId }, query: { language } },
        parseAs: 'blob',
      }),
    ),
  );
  return (
    <div className="operations-save">
      <Button kind="outline" busy={saving.busy} onPress={() => void saving.save()}>
        {say.saveAllPdf}
      </Button>
      <ExportButton query={new URLSearchParams({ memberId })} />
    </div>
  );
}

/** Saves what is fetched; what went wrong is told. */
function useSaving(name: string, fetchFile: () => ReturnType<typeof answered<Blob>>) {
  const say = useWords(operationsWords);
  const failureText = useFailureText();
  const fetching = useDoing(fetchFile);
  const save = async (): Promise<void> => {
    const file = await fetching.run();
    if (file === null) return;
    if (file.ok) saveFile(file.value, name);
    else tell(failureText(file.failure, say.refusals), 'bad');
  };
  return { save, busy: fetching.busy };
}
