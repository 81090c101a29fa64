export type Language = 'ru' | 'en';

/** The language the browser asks for most; English when it asks for neither. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const wanted = (acceptLanguage ?? '').split(',').map((part) => {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
    const weight = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean);
    return { language: tag.split('-', 1)[0], weight: Number(weight ?? 1) };
  });
  const best = wanted
    .filter(({ language, weight }) => (language === 'ru' || language === 'en') && weight > 0)
    .sort((a, b) => b.weight - a.weight)[0];
  return best?.language === 'ru' ? 'ru' : 'en';
}
