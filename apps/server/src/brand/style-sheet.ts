import type { Brand } from './brand.ts';
import { brandText, coloursIn, type Colours } from './readable.ts';

const names = {
  brand: '--brand',
  onBrand: '--on-brand',
  points: '--points',
  onPoints: '--on-points',
  pointsOnBrand: '--points-on-brand',
} as const satisfies Record<keyof Colours, string>;

/** The chain's block of `tokens.css`, which it outweighs wherever it is loaded. Colours have passed the contract, so that nothing else can stand here. */
export function styleSheet(brand: Brand): string {
  const [light, dark] = (['light', 'dark'] as const).map((theme) => {
    const colours = coloursIn(brand, theme);
    const tokens = Object.entries(names).map(([field, name]) => `${name}:${colours[field as keyof Colours]}`);
    // As older browsers cannot derive it.
    return [...tokens, `--brand-text:${brandText(colours.brand, theme)}`].join(';');
  });
  return [
    `html:root{${light}}`,
    `html:root[data-theme=dark]{${dark}}`,
    `@media (prefers-color-scheme:dark){html:root:not([data-theme=light]){${dark}}}`,
    '',
  ].join('\n');
}
