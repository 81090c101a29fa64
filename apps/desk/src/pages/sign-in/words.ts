import { words } from '@bonum/ui/language';

export const signInWords = words({
  ru: {
    title: 'Вход для сотрудников',
    text: 'Войдите, чтобы открыть поддержку.',
    login: 'Логин',
    password: 'Пароль',
    next: 'Дальше',
    codeTitle: 'Код из приложения',
    code: 'Код',
    codeHint: 'Шесть цифр из приложения на телефоне. Телефона нет под рукой: запасной код.',
    enter: 'Войти',
    back: 'Назад',
    byCompany: (name: string) => `Войти ${name}`,
    refusals: {
      'not-let-in': 'Логин, пароль или код не подошли. Проверьте и введите ещё раз.',
      'no-tries-left': 'Слишком много попыток. Подождите четверть часа или войдите другим способом.',
    },
    company: {
      away: 'Сервер входа компании не ответил. Войдите по логину и паролю или повторите позже.',
      refused: 'Вход не удался: ответ сервера компании не для вас или устарел. Начните заново.',
      'no-role': 'Компания не дала вам роли в поддержке. Попросите её у администратора.',
      'shut-out': 'Администратор закрыл вам вход.',
    },
  },
  en: {
    title: 'Staff sign-in',
    text: 'Sign in to open the desk.',
    login: 'Login',
    password: 'Password',
    next: 'Next',
    codeTitle: 'The code of your app',
    code: 'Code',
    codeHint: 'Six digits from the app on your phone. No phone at hand: a recovery code.',
    enter: 'Sign in',
    back: 'Back',
    byCompany: (name: string) => `Sign in with ${name}`,
    refusals: {
      'not-let-in': 'The login, the password or the code does not fit. Look at them and try again.',
      'no-tries-left': 'Too many tries. Wait a quarter of an hour, or sign in another way.',
    },
    company: {
      away: 'The company’s sign-in server does not answer. Use your login and password, or try later.',
      refused: 'That did not work: the company’s answer was not for you, or too old. Begin again.',
      'no-role': 'The company gave you no role at the desk. Ask an administrator for one.',
      'shut-out': 'An administrator has shut this account out.',
    },
  },
});
