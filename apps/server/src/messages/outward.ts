import type { Channel, ChannelKind, ChannelMessage } from '@bonum/adapters/ports';
import { codeFor } from '../confirmations/code.ts';
import { confirmationText, confirmationTitle, type Asked } from '../confirmations/confirmation-text.ts';
import type { Purpose } from '../confirmations/purposes.ts';

/** What is said of a message: its own words, or those of the code it carries. */
export interface Said {
  readonly messageId: string;
  readonly purpose: string;
  readonly title: string | null;
  readonly body: string;
  readonly url: string | null;
  readonly unsubscribeUrl: string | null;
  /** null: it carries no code. */
  readonly confirmation: Asked | null;
}

interface By {
  readonly kind: ChannelKind;
  readonly channel: Pick<Channel, 'codes'>;
  readonly address: string;
  /** It was given to this channel before. */
  readonly again: boolean;
  /** The address of the chain's site. */
  readonly site: string;
}

/** A message as its channel gets it. A code is made here, on its way out. */
export function outward(secret: string, message: Said, by: By): ChannelMessage {
  const { messageId, purpose, confirmation } = message;
  const rest = { messageId, purpose, address: by.address, again: by.again };
  if (confirmation === null) {
    const { title, body: text, url, unsubscribeUrl } = message;
    return { ...rest, title, text, url, unsubscribeUrl, code: null };
  }
  const code = by.channel.codes === 'ours' ? codeFor(secret, messageId, by.kind) : null;
  return {
    ...rest,
    title: confirmationTitle(confirmation.purpose, confirmation.language),
    text: code === null ? '' : textOf(confirmation, { code, kind: by.kind, site: by.site }),
    url: null,
    unsubscribeUrl: null,
    code,
  };
}

/** Typed in a browser of the chain's own site, not told to a cashier. */
const typedOnSite: ReadonlySet<Purpose> = new Set([
  'sign-in',
  'change-phone',
  'change-email',
  'recover',
  'prove',
  'erase',
]);

/** By its last line browsers know a code of this site, and type it by themselves. */
function textOf(
  asked: Asked,
  { code, kind, site }: { code: string; kind: ChannelKind; site: string },
): string {
  const text = confirmationText(asked, code);
  return kind === 'sms' && asked.about === null && typedOnSite.has(asked.purpose)
    ? `${text}\n@${new URL(site).hostname} #${code}`
    : text;
}
