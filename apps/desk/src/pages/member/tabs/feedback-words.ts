import { words } from '@bonum/ui/language';

export const feedbackWords = words({
  ru: {
    label: 'Отзывы участника',
    failed: 'Не загрузили отзывы',
    none: 'Отзывов нет',
    noneText: 'Участник может оценить покупку в приложении.',
    stars: (stars: number) => `Оценка: ${stars} из 5`,
    of: (store: string, day: string) => `${store}, чек от ${day}`,
    photo: 'Фото участника к отзыву',
  },
  en: {
    label: 'What the member said',
    failed: 'Could not load what the member said',
    none: 'Nothing was said',
    noneText: 'A member can rate a purchase in the app.',
    stars: (stars: number) => `${stars} of 5 stars`,
    of: (store: string, day: string) => `${store}, receipt of ${day}`,
    photo: "The member's photo",
  },
});
