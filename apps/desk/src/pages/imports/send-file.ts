import { answered, type Answer } from '../../api/failure.ts';
import { api } from '../../api/client.ts';
import type { Feed } from './ask-imports.ts';

/** As much as the server takes at once: a request has half a minute, also over a slow line. */
const PART_BYTES = 4 * 1024 * 1024;
/** How often a part is sent until the server answers. */
const TRIES = 3;

/** Sends a file of goods part by part, and has it read; tells after each part how much has gone. */
export async function sendFile(
  feedId: string,
  file: Blob,
  onSent: (share: number) => void,
): Promise<Answer<Feed>> {
  const fileId = crypto.randomUUID();
  const parts = Math.max(1, Math.ceil(file.size / PART_BYTES));
  for (let part = 1; part <= parts; part += 1) {
    const bytes = file.slice((part - 1) * PART_BYTES, part * PART_BYTES);
    const sent = await sendPart({ feedId, fileId, part }, bytes);
    if (!sent.ok) return sent;
    onSent(part / parts);
  }
  return answered(
    api.POST('/v1/feeds/{feedId}/files/{fileId}', {
      params: { path: { feedId, fileId } },
      body: { parts },
    }),
  );
}

async function sendPart(
  path: { readonly feedId: string; readonly fileId: string; readonly part: number },
  bytes: Blob,
): Promise<Answer<unknown>> {
  for (let tries = 1; ; tries += 1) {
    const answer = await answered(
      api.PUT('/v1/feeds/{feedId}/files/{fileId}/parts/{part}', {
        params: { path },
        headers: { 'content-type': 'application/octet-stream' },
        // Not text: the bytes themselves.
        body: '',
        bodySerializer: () => bytes,
      }),
    );
    if (answer.ok || answer.failure.kind !== 'away' || tries === TRIES) return answer;
  }
}
