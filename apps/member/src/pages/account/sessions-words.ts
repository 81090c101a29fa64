import { words } from '@bonum/ui/language';

/** What the page of sessions says. */
export const sessionsWords = words({
  ru: {
    title: 'Где вы вошли',
    lead: 'Не узнаёте устройство? Выйдите на нём, и оно больше ничего не увидит.',
    here: 'Это устройство',
    unknown: 'Неизвестное устройство',
    seen: (at: string) => `Последний раз: ${at}`,
    signedIn: (at: string) => `Вход: ${at}`,
    nowhereElse: 'Больше вы нигде не вошли.',
    after: 'Чтобы снова войти на нём, понадобится код.',
    end: 'Выйти на нём',
    endOthers: 'Выйти на всех остальных',
  },
  en: {
    title: 'Where you are signed in',
    lead: 'Don’t know a device? Sign it out, and it sees nothing more.',
    here: 'This device',
    unknown: 'Unknown device',
    seen: (at: string) => `Last seen: ${at}`,
    signedIn: (at: string) => `Signed in: ${at}`,
    nowhereElse: 'You are signed in nowhere else.',
    after: 'Signing in there again takes a code.',
    end: 'Sign it out',
    endOthers: 'Sign out all the others',
  },
});
