import type { Input } from '@bonum/contract';
import { atLightness, contrast, mix, type Hex } from './colour.ts';

type Brand = Pick<Input<'put-brand'>, 'colours' | 'dark'>;
export type Colours = Brand['colours'];

/** Of `tokens.css`, both themes: what the brand's own colours stand on. */
const grounds = {
  light: { bg: '#EFF1F2', surface: '#FFFFFF' },
  dark: { bg: '#0C0F11', surface: '#171B1E' },
} as const;
type Theme = keyof typeof grounds;

export interface Unreadable {
  readonly theme: Theme;
  readonly text: string;
  readonly ground: string;
  /** Rounded down to a tenth, as nobody is told of more than there is. */
  readonly ratio: number;
  readonly needed: number;
}

export const coloursIn = ({ colours, dark }: Brand, theme: Theme): Colours =>
  theme === 'light' ? colours : { ...colours, ...dark };

/** Links and the active icon, as `tokens.css` derives them. */
export const brandText = (brand: Hex, theme: Theme): Hex =>
  theme === 'light'
    ? atLightness(brand, (lightness, chroma) => [Math.min(lightness, 0.48), chroma])
    : atLightness(brand, (_, chroma) => [0.82, Math.min(0.12, Math.max(0.06, chroma))]);

/** The pairs that must be read on each other and are not, the derived colours among them. */
export const unreadable = (brand: Brand): Unreadable[] =>
  (['light', 'dark'] as const).flatMap((theme) =>
    pairsOf(coloursIn(brand, theme), theme).flatMap(({ text, ground, on, needed }) => {
      const ratio = contrast(...on);
      return ratio >= needed ? [] : [{ theme, text, ground, ratio: Math.floor(ratio * 10) / 10, needed }];
    }),
  );

interface Pair {
  readonly text: string;
  readonly ground: string;
  readonly on: readonly [Hex, Hex];
  readonly needed: number;
}

function pairsOf(colours: Colours, theme: Theme): readonly Pair[] {
  const { brand, onBrand, points, onPoints, pointsOnBrand } = colours;
  const { bg, surface } = grounds[theme];
  const link = brandText(brand, theme);
  return [
    { text: 'onBrand', ground: 'brand', on: [onBrand, brand], needed: 4.5 },
    // The button while it is pressed, and the second line of the card.
    { text: 'onBrand', ground: 'brand-press', on: [onBrand, mix(brand, 0.84, '#000000')], needed: 4.5 },
    { text: 'on-brand-2', ground: 'brand', on: [mix(onBrand, 0.82, brand), brand], needed: 4.5 },
    { text: 'onPoints', ground: 'points', on: [onPoints, points], needed: 7 },
    { text: 'pointsOnBrand', ground: 'brand', on: [pointsOnBrand, brand], needed: 3 },
    { text: 'brand-text', ground: 'bg', on: [link, bg], needed: 4.5 },
    { text: 'brand-text', ground: 'surface', on: [link, surface], needed: 4.5 },
  ];
}
