/** One figure of a scrape. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const LABEL = String.raw`[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\[\\"n])*"`;
const SAMPLE = new RegExp(`^(${NAME})(?:\\{(${LABEL}(?:,${LABEL})*)\\})? (-?[0-9.e+-]+|NaN|[+-]Inf)$`, 'i');
const suffixes: Readonly<Record<string, readonly string[]>> = {
  histogram: ['_bucket', '_sum', '_count'],
  summary: ['', '_sum', '_count'],
  counter: [''],
  gauge: [''],
};

/** Reads the text format of Prometheus, version 0.0.4, and throws at whatever is not in it. */
export function parsePrometheus(text: string): readonly Sample[] {
  if (!text.endsWith('\n')) throw new Error('the last line does not end');
  const types = new Map<string, string>();
  const seen = new Set<string>();
  let family = '';
  const samples: Sample[] = [];
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const [, keyword, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line) ?? [];
    if (keyword === 'TYPE') {
      if (types.has(name)) throw new Error(`two types of ${name}`);
      if (!(rest in suffixes)) throw new Error(`${name} is a ${rest}`);
      types.set(name, rest);
      family = name;
    } else if (keyword !== 'HELP') {
      const sample = parseSample(line);
      const allowed = suffixes[types.get(family) ?? '']?.map((suffix) => family + suffix);
      if (!allowed?.includes(sample.name)) throw new Error(`${sample.name} stands under ${family}`);
      const series = line.slice(0, line.lastIndexOf(' '));
      if (seen.has(series)) throw new Error(`${series} stands there twice`);
      seen.add(series);
      samples.push(sample);
    }
  }
  for (const [name, type] of types) if (type === 'histogram') requireCumulative(name, samples);
  return samples;
}

function parseSample(line: string): Sample {
  const [, name = '', labels = '', value = ''] = SAMPLE.exec(line) ?? [];
  if (name === '') throw new Error(`not a sample: ${line}`);
  const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key = '', text = '']) => [
    key,
    text,
  ]);
  return {
    name,
    labels: Object.fromEntries(pairs) as Sample['labels'],
    value: Number(value.replace('Inf', 'Infinity')),
  };
}

/** Each bucket holds the ones before it, and the last one all. */
function requireCumulative(name: string, samples: readonly Sample[]): void {
  const series = Map.groupBy(
    samples.filter((sample) => sample.name === `${name}_bucket`),
    ({ labels: { le: _bound, ...rest } }) => JSON.stringify(rest),
  );
  for (const [labels, buckets] of series) {
    const values = buckets.map(({ value }) => value);
    if (values.some((value, index) => value < (values[index - 1] ?? 0))) throw new Error(`${name} falls`);
    if (buckets.at(-1)?.labels['le'] !== '+Inf') throw new Error(`${name} has no last bucket`);
    const count = samples.find(
      (sample) => sample.name === `${name}_count` && JSON.stringify(sample.labels) === labels,
    );
    if (count?.value !== values.at(-1)) throw new Error(`${name} counts otherwise than its buckets`);
  }
}

/** The sum over every series of that name which has these labels. */
export const sumOf = (samples: readonly Sample[], name: string, labels: Sample['labels'] = {}): number =>
  samples
    .filter((sample) => sample.name === name)
    .filter((sample) => Object.entries(labels).every(([key, value]) => sample.labels[key] === value))
    .reduce((sum, { value }) => sum + value, 0);
