import type { OperationContract } from '@bonum/contract';
import type { Language } from './languages.ts';

type Tag = OperationContract['tag'];

export interface Texts {
  readonly home: { readonly title: string; readonly lead: string; readonly body: string };
  readonly desk: { readonly title: string; readonly lead: string; readonly body: string };
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
  desk: {
    title: 'Поддержка',
    lead: 'Рабочего места пока нет',
    body: 'Здесь появится экран оператора: найти участника, объяснить начисление, исправить ошибку. Всё это уже можно сделать через API.',
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
    programme: 'Правила программы',
    catalogue: 'Товары, магазины, промокоды',
    keys: 'Ключи доступа',
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
  desk: {
    title: 'Support',
    lead: 'There is no desk yet',
    body: "The operator's screen will be here: find a member, explain an accrual, put a mistake right. All of it can be done through the API today.",
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
    programme: 'Programme rules',
    catalogue: 'Goods, stores, promo codes',
    keys: 'Access keys',
  },
  reference: { name: 'API reference', hint: 'Every operation with examples, to call from the page' },
  messages: { name: 'Messages', hint: 'Codes and notices this server has sent' },
  homeLink: { name: 'Home', hint: 'What already works on this server' },
};

export const texts: Readonly<Record<Language, Texts>> = { ru, en };
