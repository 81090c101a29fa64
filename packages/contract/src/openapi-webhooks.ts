import { schemaOf } from './openapi-schemas.ts';
import { integrationEvents, webhookBody } from './schemas/events.ts';

/** What is posted to webhooks of the integrations themselves, each event with what it says. */
export const webhookEvents = (): Record<string, object> =>
  Object.fromEntries(
    Object.entries(integrationEvents).map(([type, data]) => [type, { post: posted(type, data) }]),
  );

const posted = (type: string, data: Parameters<typeof webhookBody>[1]): object => ({
  summary: type,
  tags: ['webhooks'],
  requestBody: {
    required: true,
    content: { 'application/json': { schema: schemaOf(webhookBody(type, data)) } },
  },
  responses: { '2XX': { description: 'It is taken. The answer is not read' } },
});
