import type { OperationContract } from '@bonum/contract';
import type { Language } from './languages.ts';

type Tag = OperationContract['tag'];

export interface Texts {
  readonly home: { readonly title: string; readonly lead: string; readonly body: string };
  readonly studio: { readonly title: string; readonly lead: string; readonly body: string };
  readonly today: string;
  readonly total: string;
  readonly tags: Readonly<Record<Tag, string>>;
  readonly reference: { readonly name: string; readonly hint: string };
  readonly messages: { readonly name: string; readonly hint: string };
  readonly homeLink: { readonly name: string; readonly hint: string };
}

const ru: Texts = {
  home: {
    title: 'Bonum',
    lead: 'Сервер лояльности работает',
    body: 'Кассы, участники, баллы и акции уже доступны через API. Приложение участника откроется по этому адресу.',
  },
  studio: {
    title: 'Студия',
    lead: 'Студии пока нет',
    body: 'Здесь маркетолог будет собирать акции и смотреть, что они дают. Сегодня программу проверяют и публикуют через API.',
  },
  today: 'Операции API',
  total: 'Всего',
  tags: {
    till: 'Касса',
    members: 'Участники и баллы',
    cards: 'Карты',
    actions: 'Что делают сотрудники',
    programme: 'Правила программы',
    catalogue: 'Товары, магазины, промокоды',
    content: 'Оформление и тексты',
    keys: 'Ключи доступа',
    webhooks: 'Вебхуки',
    record: 'Учётная система',
    abuse: 'Проверки на злоупотребления',
    staff: 'Сотрудники и их вход',
    audit: 'Журнал действий',
    calls: 'Звонки',
    'sign-in': 'Вход участника',
    me: 'Приложение участника',
  },
  reference: { name: 'Справочник API', hint: 'Все операции с примерами, вызов со страницы' },
  messages: { name: 'Сообщения', hint: 'Коды и уведомления, которые отправил этот сервер' },
  homeLink: { name: 'На главную', hint: 'Что уже работает на этом сервере' },
};

const en: Texts = {
  home: {
    title: 'Bonum',
    lead: 'The loyalty server is running',
    body: "Tills, members, points and promotions already work through the API. The members' app will open at this address.",
  },
  studio: {
    title: 'Studio',
    lead: 'There is no studio yet',
    body: 'Marketers will build promotions here and see what they bring. Today a programme is checked and published through the API.',
  },
  today: 'Operations of the API',
  total: 'Total',
  tags: {
    till: 'Till',
    members: 'Members and points',
    cards: 'Cards',
    actions: 'What staff do',
    programme: 'Programme rules',
    catalogue: 'Goods, stores, promo codes',
    content: 'Look and texts',
    keys: 'Access keys',
    webhooks: 'Webhooks',
    record: 'System of record',
    abuse: 'Checks against abuse',
    staff: 'Staff and how they sign in',
    audit: 'Audit log',
    calls: 'Telephone calls',
    'sign-in': 'How members sign in',
    me: "The members' app",
  },
  reference: { name: 'API reference', hint: 'Every operation with examples, to call from the page' },
  messages: { name: 'Messages', hint: 'Codes and notices this server has sent' },
  homeLink: { name: 'Home', hint: 'What already works on this server' },
};

export const texts: Readonly<Record<Language, Texts>> = { ru, en };
