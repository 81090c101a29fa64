import { demoChannel } from '@bonum/adapters/demo-channel';
import { sql, type Kysely } from 'kysely';
import type { ChannelKind } from '@bonum/adapters/ports';
import type { Database } from '../database/schema.ts';
import type { ListMessages } from '../http/pages/messages.ts';
import { outward, type Said } from '../messages/outward.ts';

/** As many as the page shows. */
const MOST = 100;

/** What the demo's channels were given, newest first. */
export const sentMessages =
  (db: Kysely<Database>, secret: string): ListMessages =>
  async () => {
    const { rows } = await sql<Said & { at: number; kind: ChannelKind; address: string }>`
      select coalesce(a.began_at, m.created_at) as at, s.step->>'channel' as kind, s.step->'to'->>coalesce(a.nth, 0) as address, m.message_id as "messageId",
             m.purpose, m.title, m.body, m.url, m.unsubscribe_url as "unsubscribeUrl",
             case when c.confirmation_id is not null
                  then jsonb_build_object('purpose', c.purpose, 'about', c.about, 'language', c.language) end as confirmation
        from message m
        left join attempt a on a.owner_id = m.owner_id and a.message_id = m.message_id
        cross join lateral (select m.steps->coalesce(a.step, m.step) as step) s
        left join confirmation c on c.owner_id = m.owner_id and c.confirmation_id = m.message_id
       order by 1 desc, m.message_id desc limit ${MOST}`.execute(db);
    return rows.map(({ at, kind, address, ...said }) => {
      const message = outward(secret, said, {
        kind,
        channel: demoChannel,
        address,
        again: false,
        site: 'http://localhost',
      });
      return {
        at: new Date(at),
        channel: kind,
        address: kind === 'push' ? '' : address,
        purpose: message.purpose,
        title: kind === 'email' || kind === 'push' ? message.title : null,
        body: kind === 'flashcall' ? `+7 495 000 ${message.code ?? ''}` : message.text,
      };
    });
  };
