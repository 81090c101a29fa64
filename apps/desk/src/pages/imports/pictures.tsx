import { useFormat, useWords } from '@bonum/ui/language';
import { useDoing, type Asked } from '../../api/asking.ts';
import { Button } from '../../components/button.tsx';
import { Table, type Column } from '../../components/table.tsx';
import { tell } from '../../components/toast.tsx';
import { Shown, useFailureText } from '../../frame/shown.tsx';
import { picturesChanged, retryPictures, type PictureProblem, type Pictures } from './ask-imports.ts';
import { importsWords } from './words.ts';

/** How many offers show a picture of their goods, and which pictures could not be taken. */
export function PicturesSection({ asked }: { readonly asked: Asked<Pictures> }) {
  const say = useWords(importsWords);
  return (
    <section className="imports" aria-label={say.pictures}>
      <h2>{say.pictures}</h2>
      <Shown asked={asked} failed={say.picturesFailed}>
        {(pictures) => <Content of={pictures} />}
      </Shown>
    </section>
  );
}

function Content({ of: { shown, waiting, failed, problems } }: { readonly of: Pictures }) {
  const say = useWords(importsWords);
  const format = useFormat();
  const columns = useColumns();
  return (
    <>
      <p className="second imports-lead">
        {say.picturesLead(format.count(shown, say.promotionForms))}
        {waiting > 0 && ` ${say.picturesWaiting(format.number(waiting))}`}
      </p>
      {problems.length > 0 && (
        <>
          <Table
            label={say.pictures}
            columns={columns}
            rows={problems}
            idOf={({ productId, address }) => `${productId ?? ''} ${address}`}
          />
          {failed > problems.length && (
            <p className="second">{say.firstOf(format.number(problems.length), format.number(failed))}</p>
          )}
          <TryAgain />
        </>
      )}
    </>
  );
}

function TryAgain() {
  const say = useWords(importsWords);
  const failureText = useFailureText();
  const { run, busy } = useDoing(retryPictures);
  async function tryAgain(): Promise<void> {
    const answer = await run();
    if (answer === null) return;
    if (answer.ok) tell(say.picturesAsked);
    else tell(failureText(answer.failure, say.refusals), 'bad');
    picturesChanged();
  }
  return (
    <div className="row-buttons imports-again">
      <Button kind="outline" busy={busy} onPress={() => void tryAgain()}>
        {say.picturesAgain}
      </Button>
    </div>
  );
}

function useColumns(): readonly Column<PictureProblem>[] {
  const say = useWords(importsWords);
  const format = useFormat();
  const reasons: Readonly<Record<string, string>> = say.pictureReasons;
  return [
    {
      id: 'what',
      head: say.pictureColumns.goods,
      width: '280px',
      cell: ({ name, productId }) => name ?? productId ?? <span className="second">{say.nameless}</span>,
    },
    {
      id: 'reason',
      head: say.problemColumns.reason,
      cell: ({ reason, address, kept }) => (
        <span className="imports-reason">
          {reasons[reason] ?? reason.replace(/^http-/, 'HTTP ')}
          {kept && <span className="second">{` · ${say.pictureKept}`}</span>}
          <span className="second imports-place">{address}</span>
        </span>
      ),
    },
    {
      id: 'tried',
      head: say.pictureColumns.tried,
      width: '172px',
      cell: ({ triedAt }) => format.dateTime(triedAt),
    },
    {
      id: 'next',
      head: say.pictureColumns.next,
      width: '172px',
      cell: ({ nextAt }) => format.dateTime(nextAt),
    },
  ];
}
