/** Thousandths as people count them: 2; 0,3. */
export function quantityText(thousandths: number, language: 'ru' | 'en'): string {
  const format = new Intl.NumberFormat(language === 'ru' ? 'ru-RU' : 'en-GB', { maximumFractionDigits: 3 });
  return format.format(thousandths / 1000);
}
