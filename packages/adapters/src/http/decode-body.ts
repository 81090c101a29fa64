const known: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'windows-1251': 'windows-1251',
  cp1251: 'windows-1251',
};

/**
 * The text of an answer. Web servers in front of old systems say one encoding and send another; what is no UTF-8 is then what Russian
 * Windows writes, since its bytes are hardly ever UTF-8 by chance.
 */
export function decodeBody(body: Buffer, contentType: string | null): string {
  const said = /charset\s*=\s*"?([\w-]+)/i.exec(contentType ?? '')?.[1]?.toLowerCase() ?? 'utf-8';
  const first = known[said] ?? 'utf-8';
  try {
    return new TextDecoder(first, { fatal: true }).decode(body);
  } catch {
    return new TextDecoder('windows-1251').decode(body);
  }
}
