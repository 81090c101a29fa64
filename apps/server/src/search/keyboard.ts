const latin = '`qwertyuiop[]asdfghjkl;\'zxcvbnm,.~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>@';
const cyrillic = 'ёйцукенгшщзхъфывапролджэячсмитьбюЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ"';

const swaps = (from: string, to: string): ReadonlyMap<string, string> =>
  new Map(Array.from(from, (key, index) => [key, to[index] ?? key] as const));

const toCyrillic = swaps(latin, cyrillic);
const toLatin = swaps(cyrillic, latin);

/**
 * What the same keys write in the other layout: «rjdfktdf» is «ковалева», «фттф» is `anna`. null where the text has letters of
 * both, or of neither: nobody forgot to switch.
 */
export function otherLayout(text: string): string | null {
  const isCyrillic = /\p{Script=Cyrillic}/u.test(text);
  if (isCyrillic === /[a-z]/i.test(text)) return null;
  const keys = isCyrillic ? toLatin : toCyrillic;
  return Array.from(text, (key) => keys.get(key) ?? key).join('');
}
