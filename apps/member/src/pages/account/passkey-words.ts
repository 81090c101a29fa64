import { words } from '@bonum/ui/language';

/** What is said of signing in without a code. */
export const passkeyWords = words({
  ru: {
    title: 'Вход без кода',
    note: 'По лицу, отпечатку или PIN устройства',
    lead: 'Входите по лицу, отпечатку или PIN этого устройства, не дожидаясь кода. Они не покидают устройство: мы их не видим.',
    none: 'Пока вы входите по коду.',
    add: 'Добавить это устройство',
    unnamed: 'Устройство',
    added: (date: string) => `Добавлено ${date}`,
    used: (date: string) => `Последний вход ${date}`,
    remove: 'Удалить',
    sure: (name: string) =>
      `Входить без кода на «${name}» больше не получится. Код на телефон работает как прежде.`,
    make: 'Подтвердить на устройстве',
    makeLead: 'Устройство попросит показать лицо, приложить палец или ввести PIN.',
    done: 'Готово: теперь сюда можно войти без кода.',
    cannot: 'Этот браузер так не умеет. Вход по коду работает как прежде.',
    ended: {
      cancelled: 'Вы не подтвердили. Ничего не изменилось, можно попробовать ещё раз.',
      already: 'Это устройство уже добавлено.',
      unable: 'Устройство не смогло этого сделать. Включите на нём блокировку экрана и попробуйте снова.',
    },
    refusals: {
      'passkey-refused': 'Не получилось добавить устройство. Начните ещё раз.',
      'too-many-passkeys': 'Устройств уже столько, сколько можно. Удалите ненужное.',
    },
    offer: {
      title: 'Входите без кода',
      text: 'В следующий раз хватит лица, отпечатка или PIN этого устройства.',
      go: 'Настроить',
      later: 'Не сейчас',
    },
  },
  en: {
    title: 'Sign in without a code',
    note: 'By face, fingerprint or device PIN',
    lead: 'Sign in by your face, fingerprint or this device’s PIN, with no code to wait for. They never leave the device: we do not see them.',
    none: 'For now you sign in by a code.',
    add: 'Add this device',
    unnamed: 'Device',
    added: (date: string) => `Added ${date}`,
    used: (date: string) => `Last used ${date}`,
    remove: 'Remove',
    sure: (name: string) =>
      `You will no longer sign in without a code on “${name}”. A code to your phone works as before.`,
    make: 'Confirm on the device',
    makeLead: 'The device will ask for your face, finger or PIN.',
    done: 'Done: from now on you can sign in here without a code.',
    cannot: 'This browser cannot do it. Signing in by a code works as before.',
    ended: {
      cancelled: 'You did not confirm. Nothing has changed; you can try again.',
      already: 'This device is added already.',
      unable: 'The device could not do it. Turn on its screen lock and try again.',
    },
    refusals: {
      'passkey-refused': 'The device could not be added. Begin again.',
      'too-many-passkeys': 'There are as many devices as there can be. Remove one you do not need.',
    },
    offer: {
      title: 'Sign in without a code',
      text: 'Next time your face, fingerprint or this device’s PIN will do.',
      go: 'Set it up',
      later: 'Not now',
    },
  },
});
