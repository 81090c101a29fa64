import './push.css';
import { Button } from '@bonum/ui';
import { useState } from 'preact/hooks';
import { known, useAsked, useDoing } from '../api/asking.ts';
import { useLanguage, useWords, words } from '@bonum/ui/language';
import { useFailureText } from '../shell/failed.tsx';
import { askPush, pushState, startPush, stopPush, type PushState } from './push.ts';

const pushWords = words({
  ru: {
    off: {
      title: 'Узнавать сразу',
      text: 'О баллах, их сроках и личных предложениях. Отключить можно здесь же.',
    },
    on: { title: 'Уведомления включены', text: 'На этом устройстве.' },
    denied: {
      title: 'Уведомления запрещены',
      text: 'Разрешите их этому сайту в настройках браузера, и они начнут приходить.',
    },
    'install-first': {
      title: 'Уведомления на iPhone',
      text: 'Добавьте приложение на экран: «Поделиться» → «На экран „Домой“». Откройте его оттуда и включите уведомления.',
    },
    turnOn: 'Включить уведомления',
    turnOff: 'Отключить',
    no: 'Хорошо, не будем. Передумаете — включите здесь.',
  },
  en: {
    off: {
      title: 'Be the first to know',
      text: 'About points, their dates and personal offers. You can stop it right here.',
    },
    on: { title: 'Notifications are on', text: 'On this device.' },
    denied: {
      title: 'Notifications are blocked',
      text: 'Allow them for this site in the browser’s settings, and they will come.',
    },
    'install-first': {
      title: 'Notifications on an iPhone',
      text: 'Put the app on your screen: Share → Add to Home Screen. Open it from there and turn notifications on.',
    },
    turnOn: 'Turn on notifications',
    turnOff: 'Turn off',
    no: 'All right, we won’t. If you change your mind, it is here.',
  },
});

/** Whether this browser is pushed messages, and how to have it otherwise. It asks nobody by itself. */
export function PushCard() {
  const say = useWords(pushWords);
  const { language } = useLanguage();
  const failureText = useFailureText();
  const [refused, setRefused] = useState(false);
  const asked = useAsked(['push'], askPush);
  const publicKey = asked.state === 'here' ? asked.value.publicKey : null;
  const start = useDoing(async () => {
    const answer = await startPush(publicKey ?? '', language);
    setRefused(answer === null);
    return answer ?? askPush();
  });
  const stop = useDoing(stopPush);
  if (asked.state !== 'here' || publicKey === null) return null;
  const state: PushState = pushState(asked.value.on);
  // There is nothing that anybody could do about it.
  if (state === 'unsupported') return null;
  const act = async (does: typeof start): Promise<void> => {
    await does.run();
    await known.invalidateQueries({ queryKey: ['push'] });
  };
  const failure = start.failure ?? stop.failure;
  return (
    <section className="push-card">
      <div>
        <h2>{say[state].title}</h2>
        <p className="small second">{refused && state === 'off' ? say.no : say[state].text}</p>
      </div>
      {state === 'off' && (
        <Button wide off={start.busy} onClick={() => void act(start)}>
          {say.turnOn}
        </Button>
      )}
      {state === 'on' && (
        <Button kind="outline" off={stop.busy} onClick={() => void act(stop)}>
          {say.turnOff}
        </Button>
      )}
      {failure && (
        <p className="small" role="alert">
          {failureText(failure)}
        </p>
      )}
    </section>
  );
}
