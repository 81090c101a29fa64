import { words } from '@bonum/ui/language';

export const reverseWords = words({
  ru: {
    open: 'Отменить',
    title: { grant: 'Отменить начисление', withdrawal: 'Отменить списание' },
    lead: {
      grant: (points: string) => `Снимем ${points}: запись останется, рядом появится её отмена.`,
      withdrawal: (points: string) => `Вернём ${points}: запись останется, рядом появится её отмена.`,
    },
    act: 'Отменить запись',
    done: 'Отменено',
    refusals: {
      'cannot-reverse': 'Отменить нельзя: баллы уже потрачены или запись отменили раньше.',
      'unknown-transfer': 'Профиль с тех пор объединили. Откройте его заново.',
    },
  },
  en: {
    open: 'Undo',
    title: { grant: 'Undo a grant', withdrawal: 'Undo a withdrawal' },
    lead: {
      grant: (points: string) =>
        `${points} are taken off: the entry stays, and its undoing stands beside it.`,
      withdrawal: (points: string) =>
        `${points} come back: the entry stays, and its undoing stands beside it.`,
    },
    act: 'Undo the entry',
    done: 'Undone',
    refusals: {
      'cannot-reverse': 'It cannot be undone: the points are used, or it was undone before.',
      'unknown-transfer': 'The profile was merged since. Open it again.',
    },
  },
});
