/** What the columns of an export are called. */
export const columns = {
  ru: [
    'Время (UTC)',
    'Вид',
    'Операция',
    'Кем',
    'Кто',
    'Код того, кто',
    'Адрес',
    'О ком из сотрудников',
    'Код того, о ком',
    'Номер записи о нём',
    'Подробности',
  ],
  en: [
    'Time (UTC)',
    'Kind',
    'Operation',
    'By',
    'Who',
    'Id of who',
    'Address',
    'Operator whom it concerns',
    'Id of whom it concerns',
    'Number of theirs',
    'Details',
  ],
} as const;

export const kinds = {
  ru: { view: 'Просмотр', change: 'Изменение', 'sign-in': 'Вход' },
  en: { view: 'View', change: 'Change', 'sign-in': 'Sign-in' },
} as const;

export const actors = {
  ru: { operator: 'Сотрудник', key: 'Ключ', terminal: 'Командная строка' },
  en: { operator: 'Operator', key: 'Key', terminal: 'Command line' },
} as const;
