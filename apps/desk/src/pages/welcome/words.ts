import { words } from '@bonum/ui/language';

export const welcomeWords = words({
  ru: {
    title: 'Первый вход',
    hello: (name: string, login: string) => `${name}, ваш логин: ${login}`,
    failed: 'Ссылку не открыть',
    phone: 'Настройте приложение с кодами: наведите его камеру на рисунок.',
    qr: 'Код для приложения',
    byHand: 'Камера не берёт? Введите ключ',
    password: 'Пароль',
    passwordHint: 'Двенадцать знаков или больше. Удобнее всего фраза.',
    code: 'Код из приложения',
    enter: 'Готово',
    codesTitle: 'Запасные коды',
    codesText:
      'Сохраните их там, куда нет доступа с телефона. Каждый откроет вход один раз, если телефона не будет.',
    saved: 'Сохранены, войти',
    refusals: {
      'invitation-over': 'Ссылка уже открывалась или ей больше суток. Попросите новую у администратора.',
      'weak-password': 'Этот пароль легко угадать: без логина внутри и разных знаков побольше.',
      'bad-request': 'Пароль короче двенадцати знаков, или код не из шести цифр.',
      'not-let-in': 'Код не подошёл. Проверьте, точное ли время на телефоне.',
      'no-tries-left': 'Слишком много попыток. Подождите четверть часа.',
    },
  },
  en: {
    title: 'Your first sign-in',
    hello: (name: string, login: string) => `${name}, your login is ${login}`,
    failed: 'This link does not open',
    phone: 'Set up your authenticator app: point its camera at the picture.',
    qr: 'Code for the app',
    byHand: 'The camera does not take it? Type the key',
    password: 'Password',
    passwordHint: 'Twelve characters or more. A phrase is the most convenient.',
    code: 'Code of the app',
    enter: 'Done',
    codesTitle: 'Recovery codes',
    codesText: 'Keep them where your phone is not needed. Each lets you in once when you have no phone.',
    saved: 'I have kept them, sign in',
    refusals: {
      'invitation-over': 'The link was used, or is older than a day. Ask an administrator for a new one.',
      'weak-password': 'This password is easy to guess: no login inside, and more different characters.',
      'bad-request': 'The password has fewer than twelve characters, or the code is not six digits.',
      'not-let-in': 'The code does not fit. Look whether the phone has the right time.',
      'no-tries-left': 'Too many tries. Wait a quarter of an hour.',
    },
  },
});
