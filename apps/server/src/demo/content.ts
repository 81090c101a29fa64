import type { Input } from '@bonum/contract';
import { putBrand } from '../brand/put-brand.ts';
import { putAnnouncements } from '../content/put-announcements.ts';
import { putAsset } from '../content/put-asset.ts';
import { putFaq } from '../content/put-faq.ts';
import { findMember } from '../members/find-member.ts';
import { giveOffer } from '../members/give-offer.ts';
import type { KeyCaller, Outcome, Shell } from '../operation.ts';
import { demoId, phoneOf } from './life.ts';

/** A runner's track, seen from above. */
const logo =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#FFFFFF" stroke-width="2"><rect x="2" y="5" width="20" height="14" rx="7"/><rect x="7" y="10" width="10" height="4" rx="2"/></svg>';

const brand: Input<'put-brand'> = {
  name: { ru: 'Спортивный клуб', en: 'Sports Club' },
  shortName: 'Спортклуб',
  logo: 'logo',
  colours: {
    brand: '#00475B',
    onBrand: '#FFFFFF',
    points: '#FFC53D',
    onPoints: '#14181B',
    pointsOnBrand: '#FFC53D',
  },
  languages: ['ru', 'en'],
  support: {
    phone: '8 800 000-00-00',
    email: 'help@sport.example',
    hours: { ru: 'каждый день с 9 до 21', en: 'every day from 9 to 21' },
  },
  about: {
    ru: 'Шесть магазинов для тех, кто бегает, катается и ходит в горы. За покупки мы возвращаем бонусы, а бонусами можно заплатить до 30 % чека.',
    en: 'Six stores for those who run, ski and walk the hills. Purchases bring points, and points pay up to 30% of a receipt.',
  },
  consents: [
    {
      kind: 'personal-data',
      version: '2026-01',
      required: true,
      title: { ru: 'Обработка персональных данных', en: 'Processing of personal data' },
      text: {
        ru: 'Мы храним ваше имя, телефон, день рождения и покупки, чтобы вести карту и начислять бонусы.\n\nДанные не продаём и не передаём для чужой рекламы. Удалить их можно в профиле в любой день.',
        en: 'We keep your name, phone, birthday and purchases to run your card and give you points.\n\nWe do not sell them or pass them on for advertising. You can erase them in your profile on any day.',
      },
    },
    {
      kind: 'terms',
      version: '2026-01',
      required: true,
      title: { ru: 'Правила программы', en: 'Terms of the programme' },
      text: {
        ru: '- Бонусы начисляются с уровня «Бронзовый».\n- Один бонус равен одному рублю.\n- Бонусы живут **12 месяцев**.\n- Товары со сниженной ценой бонусами не оплачиваются.',
        en: '- Points are earned from the level “Bronze” on.\n- One point pays one rouble.\n- Points live for **12 months**.\n- Goods at a reduced price are not paid for with points.',
      },
    },
    {
      kind: 'advertising',
      version: '2026-01',
      required: false,
      title: { ru: 'Новости и предложения', en: 'News and offers' },
      text: {
        ru: 'Будем писать о личных предложениях и акциях, не чаще раза в неделю. Отказаться можно в профиле.',
        en: 'We will write about personal offers and promotions, once a week at most. You can stop it in your profile.',
      },
    },
  ],
};

const entry = (id: string, question: { ru: string; en: string }, answer: { ru: string; en: string }) => ({
  id,
  question,
  answer,
});

const faq: Input<'put-faq'> = {
  sections: [
    {
      id: 'points',
      title: { ru: 'Бонусы', en: 'Points' },
      entries: [
        entry(
          'when',
          { ru: 'Когда приходят бонусы?', en: 'When do points come?' },
          {
            ru: 'Сразу после покупки.\n\nЕсли касса работала без связи, то в течение дня. Чек в это время виден в истории магазина, ничего не пропадёт.',
            en: 'Right after the purchase.\n\nIf the till had no network, within a day. Nothing is lost meanwhile.',
          },
        ),
        entry(
          'spend',
          { ru: 'Как заплатить бонусами?', en: 'How do I pay with points?' },
          {
            ru: 'Покажите карту и скажите кассиру, сколько списать. Подтвердите кодом из приложения или СМС.\n\n- До **30 %** чека.\n- Кроме товаров со сниженной ценой.',
            en: 'Show your card and say how many to spend. Confirm with a code from the app or an SMS.\n\n- Up to **30%** of the receipt.\n- Except goods at a reduced price.',
          },
        ),
        entry(
          'expire',
          { ru: 'Сгорают ли бонусы?', en: 'Do points expire?' },
          {
            ru: 'Через 12 месяцев после начисления. На главной видно, сколько и когда.',
            en: 'Twelve months after they came. Home shows how many and when.',
          },
        ),
      ],
    },
    {
      id: 'card',
      title: { ru: 'Карта', en: 'Card' },
      entries: [
        entry(
          'lost',
          { ru: 'Потерял карту. Что с бонусами?', en: 'I lost my card. What about my points?' },
          {
            ru: 'Они на месте: счёт один на все карты. Заблокируйте старую в профиле и покажите ту, что в телефоне.',
            en: 'They are safe: all your cards share one account. Block the old one in your profile and show the one in your phone.',
          },
        ),
        entry(
          'offline',
          { ru: 'Работает ли карта без интернета?', en: 'Does the card work without internet?' },
          {
            ru: 'Да. Откройте приложение, штрихкод будет на экране.',
            en: 'Yes. Open the app, and the barcode is on the screen.',
          },
        ),
      ],
    },
  ],
};

const DAY_MS = 86_400_000;

/** What the chain of the demo says and looks like, and an offer for the member that the things to try are about. */
export async function furnish(shell: Shell, caller: KeyCaller): Promise<void> {
  const at = (days: number): string => new Date(shell.clock() + days * DAY_MS).toISOString();
  const data = Buffer.from(logo).toString('base64');
  must(await putAsset.run(shell, caller, { assetId: 'logo', type: 'image/svg+xml', data }));
  must(await putBrand.run(shell, caller, brand));
  must(await putFaq.run(shell, caller, faq));
  const winter = {
    id: 'winter',
    from: at(-2),
    until: at(60),
    title: { ru: 'Зимние часы', en: 'Winter hours' },
    text: {
      ru: 'До марта магазины открыты с 9 до 22, а по воскресеньям с 10.',
      en: 'Until March the stores are open from 9 to 22, on Sundays from 10.',
    },
  };
  must(await putAnnouncements.run(shell, caller, { announcements: [winter] }));
  const hero = await findMember.run(shell, caller, { phone: phoneOf(0) });
  if (!hero.ok) return;
  // From tomorrow: what the pages show of a basket of hers today is without it.
  const offer = { promotion: 'personal-15', validFrom: at(1), validUntil: at(12) };
  const offerId = demoId('offer of the hero');
  must(await giveOffer.run(shell, caller, { memberId: hero.value.memberId, offerId, ...offer }));
}

function must(outcome: Outcome<unknown>): void {
  if (!outcome.ok) throw new Error(`The demo could not be furnished: ${outcome.code}: ${outcome.detail}`);
}
