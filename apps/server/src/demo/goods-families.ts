/** When people buy it. */
export type Season = 'any' | 'winter' | 'summer' | 'autumn';

export interface Family {
  readonly name: string;
  readonly category: readonly [string, ...string[]];
  /** The price of an ordinary one. */
  readonly roubles: number;
  readonly season: Season;
  /** How often it is in a basket. */
  readonly share: number;
  /** How many there are of it. */
  readonly models: number;
  /** Whether several are taken at once. */
  readonly inPairs: boolean;
}

type Line = readonly [name: string, roubles: number, share: number, models: number, season?: Season];

const of = (category: readonly [string, ...string[]], inPairs: boolean, lines: readonly Line[]): Family[] =>
  lines.map(([name, roubles, share, models, season = 'any']) => ({
    name,
    category,
    roubles,
    season,
    share,
    models,
    inPairs,
  }));

export const families: readonly Family[] = [
  ...of(['Одежда', 'Носки'], true, [
    ['Носки спортивные', 349, 14, 4],
    ['Носки беговые укороченные', 449, 9, 3],
    ['Носки лыжные', 790, 6, 2, 'winter'],
  ]),
  ...of(['Одежда', 'Футболки'], true, [
    ['Футболка беговая мужская', 1490, 9, 4],
    ['Футболка беговая женская', 1490, 9, 4],
    ['Футболка хлопковая', 990, 10, 3],
    ['Майка для тренировок', 1190, 6, 3, 'summer'],
  ]),
  ...of(['Одежда', 'Брюки'], false, [
    ['Тайтсы беговые', 2990, 5, 3],
    ['Брюки спортивные', 3490, 6, 3],
    ['Шорты для бега', 1890, 6, 3, 'summer'],
  ]),
  ...of(['Одежда', 'Куртки'], false, [
    ['Ветровка беговая', 4990, 4, 3, 'autumn'],
    ['Куртка лыжная', 11_990, 3, 3, 'winter'],
    ['Пуховик', 13_990, 2, 2, 'winter'],
    ['Толстовка с капюшоном', 3990, 6, 3, 'autumn'],
  ]),
  ...of(['Одежда', 'Термобельё'], false, [
    ['Термокофта', 2490, 5, 2, 'winter'],
    ['Термокальсоны', 2290, 4, 2, 'winter'],
  ]),
  ...of(['Обувь', 'Бег'], false, [
    ['Кроссовки беговые мужские', 7990, 8, 4],
    ['Кроссовки беговые женские', 7990, 8, 4],
    ['Кроссовки трейловые', 9490, 3, 2, 'summer'],
  ]),
  ...of(['Обувь', 'Зал'], false, [
    ['Кроссовки для зала', 5990, 5, 3],
    ['Чешки гимнастические', 690, 2, 2, 'autumn'],
  ]),
  ...of(['Обувь', 'Туризм'], false, [
    ['Ботинки треккинговые', 9990, 3, 3, 'autumn'],
    ['Сандалии', 3490, 3, 2, 'summer'],
  ]),
  ...of(['Инвентарь', 'Фитнес'], false, [
    ['Коврик для йоги', 1490, 5, 3],
    ['Гантель 3 кг', 990, 4, 2],
    ['Эспандер ленточный', 590, 4, 2],
    ['Скакалка', 490, 3, 2],
    ['Бутылка для воды', 590, 8, 3],
  ]),
  ...of(['Инвентарь', 'Мячи'], false, [
    ['Мяч футбольный', 1990, 4, 3, 'summer'],
    ['Мяч баскетбольный', 2190, 3, 2],
    ['Мяч волейбольный', 1790, 2, 2, 'summer'],
  ]),
  ...of(['Инвентарь', 'Зима'], false, [
    ['Лыжи беговые', 9990, 3, 3, 'winter'],
    ['Палки лыжные', 2490, 3, 2, 'winter'],
    ['Коньки ледовые', 5490, 3, 3, 'winter'],
    ['Тюбинг', 2990, 3, 2, 'winter'],
  ]),
  ...of(['Инвентарь', 'Лето'], false, [
    ['Ракетка для бадминтона', 1590, 3, 2, 'summer'],
    ['Ролики', 6990, 2, 2, 'summer'],
    ['Самокат', 5990, 2, 2, 'summer'],
    ['Велосипед городской', 24_990, 1, 3, 'summer'],
    ['Велошлем', 2990, 2, 2, 'summer'],
  ]),
  ...of(['Туризм'], false, [
    ['Рюкзак городской', 3490, 4, 3, 'autumn'],
    ['Палатка двухместная', 8990, 1, 2, 'summer'],
    ['Спальный мешок', 4990, 1, 2, 'summer'],
    ['Термос', 1990, 3, 2, 'winter'],
  ]),
  ...of(['Плавание'], false, [
    ['Купальник спортивный', 2990, 3, 3, 'summer'],
    ['Плавки', 1490, 3, 2, 'summer'],
    ['Очки для плавания', 1190, 4, 2],
    ['Шапочка для плавания', 490, 3, 2],
  ]),
];
