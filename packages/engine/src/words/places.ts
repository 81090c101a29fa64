import type { Text } from '../programme.ts';
import { isRecord } from '../validation/record.ts';

export type Path = readonly (string | number)[];

/** Says where in a programme a path points, as a marketer would: "Акция «1+1=3», действие, ставка". */
export function placeOf(document: unknown, path: Path): Text {
  if (path.length === 0) return { ru: 'Программа', en: 'Programme' };
  const [first, second, ...rest] = path;
  const section = typeof first === 'string' ? sections.get(first) : undefined;
  if (section === undefined || typeof second !== 'number') return joined(path.map(step));
  const name = nameOf(document, String(first), second);
  const item = {
    ru: `${section.ru} ${name === null ? `№ ${second + 1}` : `«${name.ru}»`}`,
    en: `${section.en} ${name === null ? `no. ${second + 1}` : `“${name.en}”`}`,
  };
  const inLevel = first === 'levels';
  return joined([item, ...rest.map((key) => (inLevel && key === 'from' ? threshold : step(key)))]);
}

const joined = (parts: readonly Text[]): Text => ({
  ru: capital(parts.map(({ ru }) => ru).join(', ')),
  en: capital(parts.map(({ en }) => en).join(', ')),
});

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function step(key: string | number): Text {
  if (typeof key === 'number') return { ru: `№ ${key + 1}`, en: `no. ${key + 1}` };
  return fields.get(key) ?? { ru: `«${key}»`, en: `“${key}”` };
}

/** The name as the document gives it; what is wrong with the document may be its name, so nothing is taken for granted. */
function nameOf(document: unknown, section: string, index: number): Text | null {
  const item = valueAt(valueAt(document, section), index);
  const name = valueAt(item, 'name');
  const [ru, en, id] = [valueAt(name, 'ru'), valueAt(name, 'en'), valueAt(item, 'id')].map(shortText);
  const any = ru ?? en ?? id ?? null;
  return any === null ? null : { ru: ru ?? any, en: en ?? any };
}

function valueAt(value: unknown, key: string | number): unknown {
  if (Array.isArray(value)) return typeof key === 'number' ? value[key] : undefined;
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

const shortText = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value.slice(0, 60) : undefined;

const sections: ReadonlyMap<string, Text> = new Map([
  ['kinds', { ru: 'вид баллов', en: 'kind of points' }],
  ['levels', { ru: 'уровень', en: 'level' }],
  ['earning', { ru: 'правило начисления', en: 'earning rule' }],
  ['promotions', { ru: 'акция', en: 'promotion' }],
  ['groups', { ru: 'группа акций', en: 'group of promotions' }],
]);

const threshold: Text = { ru: 'порог', en: 'threshold' };

const fields: ReadonlyMap<string, Text> = new Map([
  ['kinds', { ru: 'виды баллов', en: 'kinds of points' }],
  ['levels', { ru: 'уровни', en: 'levels' }],
  ['earning', { ru: 'правила начисления', en: 'earning rules' }],
  ['promotions', { ru: 'акции', en: 'promotions' }],
  ['groups', { ru: 'группы акций', en: 'groups of promotions' }],
  ['group', { ru: 'группа', en: 'group' }],
  ['choose', { ru: 'выбор', en: 'choice' }],
  ['stacking', { ru: 'сочетание', en: 'stacking' }],
  ['name', { ru: 'название', en: 'name' }],
  ['ru', { ru: 'по-русски', en: 'in Russian' }],
  ['en', { ru: 'по-английски', en: 'in English' }],
  ['currency', { ru: 'валюта', en: 'currency' }],
  ['zone', { ru: 'часовой пояс', en: 'time zone' }],
  ['worth', { ru: 'цена балла', en: 'worth of a point' }],
  ['life', { ru: 'срок жизни', en: 'life' }],
  ['activation', { ru: 'задержка активации', en: 'activation delay' }],
  ['spending', { ru: 'оплата баллами', en: 'spending' }],
  ['maxShare', { ru: 'доля чека', en: 'share of the receipt' }],
  ['lines', { ru: 'условие на товары', en: 'condition on goods' }],
  ['when', { ru: 'условие', en: 'condition' }],
  ['from', { ru: 'начало', en: 'start' }],
  ['to', { ru: 'конец', en: 'end' }],
  ['rate', { ru: 'ставка', en: 'rate' }],
  ['kind', { ru: 'вид баллов', en: 'kind of points' }],
  ['priority', { ru: 'очерёдность', en: 'priority' }],
  ['codes', { ru: 'промокоды', en: 'codes' }],
  ['prints', { ru: 'код на чеке', en: 'printed code' }],
  ['limits', { ru: 'ограничения', en: 'limits' }],
  ['member', { ru: 'на участника', en: 'for a member' }],
  ['total', { ru: 'на всех', en: 'for everybody' }],
  ['discount', { ru: 'бюджет скидок', en: 'budget of discounts' }],
  ['times', { ru: 'сколько раз', en: 'times' }],
  ['per', { ru: 'период', en: 'period' }],
  ['effect', { ru: 'действие', en: 'effect' }],
  ['amount', { ru: 'сумма', en: 'amount' }],
  ['price', { ru: 'цена', en: 'price' }],
  ['points', { ru: 'баллы', en: 'points' }],
  ['for', { ru: 'за что', en: 'for' }],
  ['gift', { ru: 'подарок', en: 'gift' }],
  ['units', { ru: 'сколько штук', en: 'units' }],
  ['parts', { ru: 'состав набора', en: 'parts' }],
  ['stamps', { ru: 'штампы', en: 'stamps' }],
  ['every', { ru: 'каждый который', en: 'every' }],
  ['times', { ru: 'сколько раз', en: 'how many times' }],
  ['discount', { ru: 'скидка', en: 'discount' }],
  ['get', { ru: 'награда', en: 'reward' }],
  ['personal', { ru: 'личное предложение', en: 'personal offer' }],
  ['activation', { ru: 'включение участником', en: 'activation' }],
  ['days', { ru: 'сколько дней', en: 'days' }],
  ['shown', { ru: 'показ участникам', en: 'shown to members' }],
  ['text', { ru: 'текст', en: 'text' }],
  ['picture', { ru: 'картинка', en: 'picture' }],
  ['returns', { ru: 'возвраты', en: 'returns' }],
  ['holds', { ru: 'резерв баллов', en: 'holds' }],
  ['cards', { ru: 'карты', en: 'cards' }],
  ['questionnaire', { ru: 'анкета', en: 'questionnaire' }],
  ['required', { ru: 'обязательное', en: 'required' }],
  ['optional', { ru: 'по желанию', en: 'optional' }],
  ['questions', { ru: 'вопросы', en: 'questions' }],
  ['options', { ru: 'варианты ответа', en: 'options' }],
  ['hint', { ru: 'подсказка', en: 'hint' }],
  ['erasure', { ru: 'удаление аккаунта', en: 'erasure' }],
  ['reward', { ru: 'награда', en: 'reward' }],
  ['invitation', { ru: 'приглашение', en: 'invitation' }],
  ['offline', { ru: 'кассы без сети', en: 'tills without network' }],
  ['type', { ru: 'тип', en: 'type' }],
  ['fact', { ru: 'признак', en: 'fact' }],
  ['op', { ru: 'сравнение', en: 'operator' }],
  ['all', { ru: 'все сразу', en: 'all of' }],
  ['any', { ru: 'любое из', en: 'any of' }],
  ['not', { ru: 'кроме', en: 'not' }],
  ['value', { ru: 'значение', en: 'value' }],
]);
