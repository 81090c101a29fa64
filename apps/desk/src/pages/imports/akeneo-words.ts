import { words } from '@bonum/ui/language';

/** Of the fields of an Akeneo, by the names that Akeneo itself shows. */
export const akeneoWords = words({
  ru: {
    access: 'Подключение',
    accessText: 'Из Akeneo: System > Connections. Bonum хранит его запечатанным и больше не показывает.',
    accessStays:
      'Сохранено и не показывается. Оставьте поля пустыми, чтобы не менять, или заполните все четыре.',
    choice: 'Что читать',
    choiceText: 'Язык названий, канал и валюта цен.',
    attributes: 'Атрибуты товара',
    attributesText: 'Коды атрибутов Akeneo: откуда Bonum берёт данные товара.',
    fields: {
      clientId: 'Client ID',
      clientSecret: 'Secret',
      username: 'Username',
      password: 'Password',
      locale: 'Язык',
      scope: 'Канал',
      currency: 'Валюта',
      identifier: 'Номер товара',
      nameFrom: 'Название товара',
      price: 'Цена',
      barcode: 'Штрихкод',
      brand: 'Бренд',
      picture: 'Картинка',
    },
    hints: {
      locale: 'Например: ru_RU.',
      scope: 'Например: ecommerce.',
      currency: 'Валюта программы, например RUB.',
      identifier: 'Так же его называет касса. Обычно sku.',
      nameFrom: 'Например: name.',
      price: 'Например: price.',
      barcode: 'Можно не указывать.',
      brand: 'Можно не указывать.',
      picture: 'Где лежит адрес картинки. Можно не указывать.',
    },
    faults: {
      missing: 'Заполните это поле.',
      'other-server': 'Сервер другой: нужно его подключение.',
    },
    wrong: {
      locale: 'Язык пишут так: ru_RU.',
      scope: 'Код канала: латинские буквы, цифры и _.',
      currency: 'Валюта — три заглавные буквы, как RUB.',
      ...attributesWrong('Код атрибута: латинские буквы, цифры и _.'),
    },
  },
  en: {
    access: 'Connection',
    accessText: 'From Akeneo: System > Connections. Bonum keeps it sealed, and does not show it again.',
    accessStays: 'It is kept, and not shown. Leave the fields empty to keep it, or fill in all four.',
    choice: 'What is read',
    choiceText: 'The language of names, the channel and the currency of prices.',
    attributes: 'Attributes of a product',
    attributesText: 'Codes of attributes in Akeneo: where Bonum has what of a product from.',
    fields: {
      clientId: 'Client ID',
      clientSecret: 'Secret',
      username: 'Username',
      password: 'Password',
      locale: 'Locale',
      scope: 'Channel',
      currency: 'Currency',
      identifier: 'Product id',
      nameFrom: 'Product name',
      price: 'Price',
      barcode: 'Barcode',
      brand: 'Brand',
      picture: 'Picture',
    },
    hints: {
      locale: 'Such as en_GB.',
      scope: 'Such as ecommerce.',
      currency: 'That of the programme, such as RUB.',
      identifier: 'As tills call it. Usually sku.',
      nameFrom: 'Such as name.',
      price: 'Such as price.',
      barcode: 'May be left out.',
      brand: 'May be left out.',
      picture: 'Where the address of a picture is. May be left out.',
    },
    faults: {
      missing: 'Fill in this field.',
      'other-server': 'This is another server: it needs its own connection.',
    },
    wrong: {
      locale: 'A locale is written like en_GB.',
      scope: 'The code of a channel: Latin letters, digits and _.',
      currency: 'A currency is three capital letters, like RUB.',
      ...attributesWrong('The code of an attribute: Latin letters, digits and _.'),
    },
  },
});

function attributesWrong(text: string) {
  return { identifier: text, nameFrom: text, price: text, barcode: text, brand: text, picture: text };
}
