/** To make one takes as long as to write a thousand numbers with it: each is made when it is first wanted, and kept. */
function kept<Options extends object, Writer>(
  make: (locale: string, options: Options) => Writer,
): (locale: string, options: Options) => Writer {
  const made = new Map<string, Writer>();
  return (locale, options) => {
    const key = `${locale} ${JSON.stringify(options)}`;
    const writer = made.get(key) ?? make(locale, options);
    made.set(key, writer);
    return writer;
  };
}

export const dateWriter = kept(
  (locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
);
export const numberWriter = kept(
  (locale, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options),
);
export const pluralRules = kept(
  (locale, options: Intl.PluralRulesOptions) => new Intl.PluralRules(locale, options),
);
