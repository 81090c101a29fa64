import { rules } from '../../apps/server/src/abuse/suspicion.ts';
import { shapes, type Shape } from './plant.ts';
import { interval, type Share } from './score.ts';
import { STEPS, summed, type Tried } from './try-rules.ts';

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** 93 % (87–97), of 120. */
function written(share: Share): string {
  if (share.all === 0) return '—';
  const [low, high] = interval(share);
  return `${percent(share.some / share.all)} (${Math.round(low * 100)}–${Math.round(high * 100)}), of ${share.all}`;
}

/** Tables of what was found, as docs/abuse.md has them. */
export function tables({ recall, precision }: Tried, windows: number): string[] {
  const ofShape = (shape: Shape, step: number) =>
    recall.filter((one) => one.shape === shape && one.step === step);
  const lines = ['| fraud | acts in four weeks: found |', '|---|---|'];
  for (const shape of Object.keys(shapes) as Shape[]) {
    const cells = STEPS.map((step) => {
      const here = ofShape(shape, step);
      const acts = here.reduce((sum, one) => sum + one.acts, 0) / Math.max(1, here.length);
      return `${Math.round(acts)}: ${written(summed(here))}`;
    });
    lines.push(`| ${shape} | ${cells.join('; ')} |`);
  }
  lines.push('', '| rule | suspicions that were right |', '|---|---|');
  const planted = precision.filter(({ step }) => step >= 0);
  for (const rule of rules)
    lines.push(`| ${rule} | ${written(summed(planted.filter((one) => one.rule === rule)))} |`);
  lines.push(`| all | ${written(summed(planted))} |`);
  const all = summed(recall);
  const heavy = summed(recall.filter(({ step }) => step >= 2));
  const honest = precision.filter(({ step }) => step < 0).length;
  return [
    ...lines,
    '',
    `All frauds: ${written(all)}; of the two heavier steps: ${written(heavy)}.`,
    `Where everybody is honest: ${honest} suspicions in ${windows} windows of four weeks.`,
  ];
}
