import { refusals, type OperationContract, type RefusalCode } from '@bonum/contract';
import type { FastifyInstance } from 'fastify';
import { brand, page } from './pages/frame.ts';
import { html, type Html } from './pages/html.ts';
import { sendPage } from './pages/pages.ts';
import { guardHeaders, isRefusalCode, Refused } from './problem.ts';
import type { Contracts } from './routes.ts';

/** Makes the `type` of every problem an address that explains it: a page for people, JSON for programs. */
export function addProblems(app: FastifyInstance, contracts: Contracts): void {
  app.get<{ Params: { code: string } }>('/problems/:code', async (request, reply) => {
    const { code } = request.params;
    if (!isRefusalCode(code)) {
      throw new Refused({
        code: 'no-such-operation',
        detail: 'No problem has this code; /docs lists them all.',
      });
    }
    const operations = Object.values(contracts).filter(({ refusals: own }) => own.includes(code));
    if (request.headers.accept?.includes('text/html')) return sendPage(reply, problemPage(code, operations));
    reply.headers({ ...guardHeaders, 'cache-control': 'public, max-age=3600' });
    return reply.send({ code, ...refusals[code], operations: operations.map(({ id }) => id) });
  });
}

function problemPage(code: RefusalCode, operations: readonly OperationContract[]): string {
  const { status, title } = refusals[code];
  const main = html`<div class="bar">
      <div>${brand}<span class="where">Problem</span></div>
    </div>
    <main class="messages problem">
      <p class="status">${status}</p>
      <h1>${title}</h1>
      <p>
        <code>${code}</code> is stable: decide by it. The problem's <code>detail</code> says what to do in the
        case at hand, its <code>path</code> where in the request.
      </p>
      ${
        operations.length > 0 &&
        html`<section class="earlier">
          <h2>Who says so</h2>
          <ol>
            ${operations.map(operationRow)}
          </ol>
        </section>`
      }
      <a class="button" href="/docs">API reference</a>
    </main>`;
  return page({ language: 'en', title: `${code} · Bonum`, main });
}

const operationRow = ({ id, method, path, summary }: OperationContract): Html =>
  html`<li>
    <span class="what"><b>${id}</b><small>${method} /v1${path}</small></span
    ><span class="body">${summary}</span>
  </li>`;
