/** `+7 916 ···-18-55`: enough to ask whether it is theirs, not enough to call it. */
export function maskedPhone(phone: string | null): string | null {
  if (phone === null) return null;
  const [, country = '', area = ''] = /^(\+7|\+\d{2})(\d{3})/.exec(phone) ?? [];
  return `${country} ${area} ···-${phone.slice(-4, -2)}-${phone.slice(-2)}`;
}

/** `ko···@mail.example`. */
export function maskedEmail(email: string | null): string | null {
  if (email === null) return null;
  const [, name = '', domain = ''] = /^(.*)@(.*)$/.exec(email) ?? [];
  const shown = Array.from(name).slice(0, name.length > 2 ? 2 : 1);
  return `${shown.join('')}···@${domain}`;
}

/** `К.` */
export function maskedSurname(surname: string | null): string | null {
  const [initial] = Array.from(surname ?? '');
  return initial === undefined ? null : `${initial}.`;
}
