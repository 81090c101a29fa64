import { httpGateway, type Fault, type Reply } from './http-gateway.ts';

/** Somebody whom the system of record knows. */
export interface Known {
  readonly recordId: string;
  readonly name: string;
  readonly points: number;
}

interface Wanted {
  /** What the system is called. */
  readonly title: string;
  readonly people: () => readonly Known[];
  readonly addPoints: (recordId: string, points: number) => void;
  /** What becomes of the requests that it gets next. */
  readonly faults: Fault[];
}

export interface BackOffice extends AsyncDisposable {
  readonly url: string;
}

/** So many requests meet a line that breaks: more than anybody makes while it is away. */
const AWAY = 100_000;
const SHOWN = 50;

/** A page on which to do in the system of record what people do there who know nothing of Bonum; and to take it off the line. */
export async function backOffice({ title, people, addPoints, faults }: Wanted): Promise<BackOffice> {
  return httpGateway(({ method, path, fields }): Reply => {
    if (method === 'POST') {
      const points = Number(fields.get('points'));
      const recordId = fields.get('who') ?? '';
      const isKnown = people().some((known) => known.recordId === recordId);
      if (path === '/points' && isKnown && Number.isSafeInteger(points) && points !== 0)
        addPoints(recordId, points);
      if (path === '/line') {
        const isAway = faults.length > 0;
        faults.length = 0;
        if (!isAway) faults.push(...Array.from({ length: AWAY }, () => 'drop-before' as const));
      }
      return { status: 303, body: '', headers: { location: '/' } };
    }
    return { type: 'text/html; charset=utf-8', body: pageOf(title, people(), faults.length > 0) };
  });
}

function pageOf(title: string, people: readonly Known[], isAway: boolean): string {
  const rows = people
    .slice(-SHOWN)
    .toReversed()
    .map(
      ({ recordId, name, points }) => `<tr><td>${escaped(name)}</td><td class="points">${points}</td><td>
        <form method="post" action="/points"><input type="hidden" name="who" value="${escaped(recordId)}">
          <label>Points <input name="points" type="number" value="100" required></label><button>Add</button></form></td></tr>`,
    );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>
    <meta name="viewport" content="width=device-width"><style>
      body { font: 16px/1.5 system-ui; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
      table { width: 100%; border-collapse: collapse } td { padding: 0.4rem 0; border-bottom: 1px solid #ddd }
      .points { text-align: right; font-variant-numeric: tabular-nums; padding-right: 1rem }
      input[type=number] { width: 6rem } button { padding: 0.2rem 0.8rem } form { display: inline }
    </style></head><body><h1>${title}</h1>
    <p>A stand-in. What is changed here appears in Bonum within seconds; what happens in Bonum appears here.</p>
    <form method="post" action="/line"><button>${isAway ? 'Put it back on the line' : 'Take it off the line'}</button></form>
    <p>${isAway ? 'It does not answer: in Bonum what happens waits.' : 'It answers.'} The last ${SHOWN} of ${people.length}:</p>
    <table><tbody>${rows.join('')}</tbody></table></body></html>`;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
