import { useFormat, useWords } from '@bonum/ui/language';
import { useState } from 'react';
import type { Asked } from '../../api/asking.ts';
import { Button } from '../../components/button.tsx';
import { Table, type Column } from '../../components/table.tsx';
import { Nothing, Shown } from '../../frame/shown.tsx';
import type { Exchange, ExchangeFile } from './ask-imports.ts';
import { FileProblems } from './problems.tsx';
import { importsWords } from './words.ts';

/** What 1C has given away by CommerceML of late, an exchange a row. */
export function Exchanges({ asked }: { readonly asked: Asked<readonly Exchange[]> }) {
  const say = useWords(importsWords);
  const [open, setOpen] = useState<string | null>(null);
  const columns = useColumns();
  return (
    <section className="imports" aria-label={say.exchanges}>
      <h2>{say.exchanges}</h2>
      <Shown asked={asked} failed={say.exchangesFailed}>
        {(exchanges) =>
          exchanges.length === 0 ? (
            <Nothing title={say.noExchanges} text={say.noExchangesText} />
          ) : (
            <Table
              label={say.exchanges}
              columns={columns}
              rows={exchanges}
              idOf={({ exchangeId }) => exchangeId}
              open={open}
              onOpen={({ exchangeId }) => setOpen(open === exchangeId ? null : exchangeId)}
              detail={(of) => <Files of={of} />}
            />
          )
        }
      </Shown>
    </section>
  );
}

const sum = (files: readonly ExchangeFile[], what: 'taken' | 'bad'): number =>
  files.reduce((all, file) => all + file[what], 0);

function useColumns(): readonly Column<Exchange>[] {
  const say = useWords(importsWords);
  const format = useFormat();
  return [
    { id: 'key', head: say.columns.source, cell: ({ keyName }) => keyName },
    { id: 'at', head: say.columns.began, width: '172px', cell: ({ beganAt }) => format.dateTime(beganAt) },
    { id: 'state', head: say.columns.state, width: '332px', cell: (of) => <StateOf files={of.files} /> },
    ...(['taken', 'bad'] as const).map((id) => ({
      id,
      head: say.columns[id],
      width: '132px',
      end: true,
      cell: ({ files }: Exchange) => format.number(sum(files, id)),
    })),
  ];
}

/** The file that is at work says it for all, then one that failed. */
function StateOf({ files }: { readonly files: readonly ExchangeFile[] }) {
  const say = useWords(importsWords);
  const format = useFormat();
  const telling = (['running', 'waiting', 'failed'] as const)
    .map((state) => files.find((file) => file.state === state))
    .find((file) => file !== undefined);
  if (!telling) return say.filesDone(format.count(files.length, say.fileForms));
  return (
    <>
      <FileState of={telling} /> <span className="second">{`· ${telling.file}`}</span>
    </>
  );
}

function FileState({ of }: { readonly of: ExchangeFile }) {
  const say = useWords(importsWords);
  const format = useFormat();
  const { state, parts, ofParts } = of;
  if (state === 'failed') return <span className="imports-no">{say.fileStates.failed}</span>;
  if (state !== 'running' || ofParts === 0) return say.fileStates[state];
  return say.readingFile(format.percent(parts / ofParts));
}

/** The files of an exchange; beneath them what one of them had that could not be taken. */
function Files({ of }: { readonly of: Exchange }) {
  const say = useWords(importsWords);
  const [chosen, setChosen] = useState<string | null>(null);
  const columns = useFileColumns(setChosen);
  const shown = of.files.find(({ file }) => file === chosen) ?? of.files.find(({ bad }) => bad > 0);
  return (
    <div className="row-detail">
      {of.files.map(
        ({ file, message }) =>
          message !== null && (
            <p key={file} className="imports-message">
              {say.brokenFile(file, message)}
            </p>
          ),
      )}
      <Table label={say.files} columns={columns} rows={of.files} idOf={({ file }) => file} />
      {shown && shown.bad > 0 && <FileProblems key={shown.file} of={of} file={shown} />}
    </div>
  );
}

function useFileColumns(onChoose: (file: string) => void): readonly Column<ExchangeFile>[] {
  const say = useWords(importsWords);
  const format = useFormat();
  return [
    { id: 'file', head: say.fileColumns.file, cell: ({ file }) => <span className="code">{file}</span> },
    {
      id: 'at',
      head: say.fileColumns.asked,
      width: '172px',
      cell: ({ askedAt }) => format.dateTime(askedAt),
    },
    { id: 'state', head: say.columns.state, width: '240px', cell: (file) => <FileState of={file} /> },
    {
      id: 'taken',
      head: say.columns.taken,
      width: '132px',
      end: true,
      cell: ({ taken }) => format.number(taken),
    },
    {
      id: 'bad',
      head: say.columns.bad,
      width: '132px',
      end: true,
      cell: ({ file, bad }) =>
        bad === 0 ? (
          format.number(bad)
        ) : (
          <Button kind="ghost" label={say.showBadOf(format.number(bad), file)} onPress={() => onChoose(file)}>
            {say.showBad(format.number(bad))}
          </Button>
        ),
    },
  ];
}
