/** Colours as CSS reckons them: sRGB in, OKLab between, contrast by WCAG. */
export type Hex = string;
/** Linear light, 0 to 1. */
type Linear = readonly [red: number, green: number, blue: number];
/** Lightness, and two axes of hue. */
type Lab = readonly [lightness: number, a: number, b: number];

const toLinear = (part: number): number =>
  part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
const fromLinear = (part: number): number =>
  part <= 0.003_130_8 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055;

function linearOf(hex: Hex): Linear {
  const part = (at: number): number => toLinear(Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  return [part(1), part(3), part(5)];
}

/** What lies outside of what a screen can show is cut off. */
function hexOf(linear: Linear): Hex {
  const parts = linear.map((part) => Math.round(Math.min(1, Math.max(0, fromLinear(part))) * 255));
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`.toUpperCase();
}

/** B. Ottosson's matrices. */
function labOf([r, g, b]: Linear): Lab {
  const l = Math.cbrt(0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b);
  const m = Math.cbrt(0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b);
  const s = Math.cbrt(0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b);
  return [
    0.210_454_255_3 * l + 0.793_617_785 * m - 0.004_072_046_8 * s,
    1.977_998_495_1 * l - 2.428_592_205 * m + 0.450_593_709_9 * s,
    0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766 * s,
  ];
}

function linearOfLab([lightness, a, b]: Lab): Linear {
  const l = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b) ** 3;
  const m = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b) ** 3;
  const s = (lightness - 0.089_484_177_5 * a - 1.291_485_548 * b) ** 3;
  return [
    4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
    -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
    -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701 * s,
  ];
}

/** `color-mix(in oklab, one share, other)`, the share from 0 to 1. */
export function mix(one: Hex, share: number, other: Hex): Hex {
  const [first, second] = [labOf(linearOf(one)), labOf(linearOf(other))];
  const at = (axis: 0 | 1 | 2): number => first[axis] * share + second[axis] * (1 - share);
  return hexOf(linearOfLab([at(0), at(1), at(2)]));
}

/** `oklch(from colour …)`: the same hue at another lightness and chroma. */
export function atLightness(
  colour: Hex,
  change: (lightness: number, chroma: number) => readonly [lightness: number, chroma: number],
): Hex {
  const [from, a, b] = labOf(linearOf(colour));
  const before = Math.hypot(a, b);
  const [lightness, chroma] = change(from, before);
  const scale = before === 0 ? 0 : chroma / before;
  return hexOf(linearOfLab([lightness, a * scale, b * scale]));
}

const luminance = (hex: Hex): number => {
  const [r, g, b] = linearOf(hex);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

/** From 1, the same, to 21, black on white. */
export function contrast(one: Hex, other: Hex): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}
