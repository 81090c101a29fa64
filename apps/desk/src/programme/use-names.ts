import { useLanguage, type Language } from '@bonum/ui/language';
import { useAsked } from '../api/asking.ts';
import { api } from '../api/client.ts';
import { answered } from '../api/failure.ts';
import { keys } from '../api/keys.ts';

/** Of a part of the programme, what a person reads. */
export interface Named {
  readonly id: string;
  readonly name: Readonly<Record<Language, string>>;
}

const isNamed = (value: unknown): value is Named =>
  typeof value === 'object' && value !== null && 'id' in value && 'name' in value;

type PartOfProgramme = 'kinds' | 'levels' | 'promotions';

/** The kinds of points, levels or promotions that the programme names; null while it is on its way. */
export function useNamed(part: PartOfProgramme): readonly Named[] | null {
  const programme = useAsked(keys.programme, (signal) => answered(api.GET('/v1/programme', { signal })));
  if (programme.state !== 'here') return null;
  const all: unknown = programme.value.programme[part];
  return Array.isArray(all) ? all.filter(isNamed) : [];
}

/** What they are called; an id that the programme does not know any more stands for itself. */
export function useNameOf(part: PartOfProgramme): (id: string) => string {
  const { language } = useLanguage();
  const all = useNamed(part);
  return (id) => all?.find((one) => one.id === id)?.name[language] ?? id;
}
