/** The password of a Basic header; null where it has none. What people call themselves beside it is for people. */
export function passwordOf(header: string | undefined): string | null {
  const credentials = /^Basic +([\w+/]{1,1024}={0,2})$/i.exec(header ?? '')?.[1];
  const text = Buffer.from(credentials ?? '', 'base64').toString('utf8');
  const secret = text.slice(text.indexOf(':') + 1);
  return text.includes(':') && secret !== '' ? secret : null;
}

export const basicChallenge = { 'www-authenticate': 'Basic realm="bonum", charset="UTF-8"' };
