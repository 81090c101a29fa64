import type { OperationContract } from './operation.ts';
import { operations } from './operations.ts';
import { responsesOf } from './openapi-responses.ts';

const text = `Server-sent events for a member's app, as long as it is open. \`changed\` says that something of the member has
changed, and never what: ask \`get-me\` again. Its id is the version that \`get-me\` gives; begin after the one you have.
A stream ends with the session and when the server stops: ask again, as a browser's EventSource does by itself.

For a member who has signed in, about themselves.`;

const staffText = `The same of any member, for staff who have one on their screen: \`changed\` within a second of a receipt at a till.
Begin after the \`version\` of \`get-member-overview\`. A stream ends soon after whoever listens may not any more.

Scope: \`members:read\`.`;

const callsText = `Server-sent events for a desk: \`calls\` says that something about the calls at the telephone of whoever listens has
changed, and never what: ask \`list-my-calls\` again. A stream ends with the session and when the server stops: ask again.

For an operator who has signed in, about themselves.`;

/** The addresses that are no operations: their answers have no end. */
export const liveStreams = (): Record<string, { get: object }> => ({
  '/v1/me/live': {
    get: liveStream(operations['get-me'], { tags: ['me'], description: text, security: [{ session: [] }] }, [
      ...resumed,
    ]),
  },
  '/v1/members/{memberId}/live': {
    get: liveStream(
      operations['get-member-overview'],
      { tags: ['members'], description: staffText, security: [{ key: ['members:read'] }] },
      [
        { name: 'memberId', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
        ...resumed,
      ],
    ),
  },
  '/v1/staff/live/calls': {
    get: liveStream(
      operations['list-my-calls'],
      { tags: ['calls'], description: callsText, security: [{ staff: [] }] },
      [],
      'event: calls\ndata: {}\n\n',
    ),
  },
});

/** Where a stream goes on from. */
const resumed: readonly object[] = [
  { name: 'after', in: 'query', required: true, schema: { type: 'integer', minimum: 1 }, example: 7 },
  {
    name: 'Last-Event-ID',
    in: 'header',
    required: false,
    schema: { type: 'integer' },
    description: 'Sent by browsers that ask again; counts more than `after`',
  },
];

function liveStream(
  like: OperationContract,
  about: object,
  parameters: readonly object[],
  event = 'id: 8\nevent: changed\ndata: {}\n\n',
): object {
  const { 200: _answer, ...refusals } = responsesOf(like);
  return {
    summary: 'What changes, as it changes',
    ...about,
    ...(parameters.length > 0 && { parameters }),
    responses: {
      200: {
        description: 'The stream',
        content: {
          'text/event-stream': {
            schema: { type: 'string', examples: [event] },
          },
        },
      },
      ...refusals,
    },
  };
}
