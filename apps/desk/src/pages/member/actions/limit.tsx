import { useFormat, useWords } from '@bonum/ui/language';
import type { AllowedAction } from './member.ts';
import { actionWords } from './words.ts';

/** Whether somebody else has to agree. */
export function overLimit({ approval, each, left }: AllowedAction, amount: number | null): boolean {
  if (approval === 'always') return true;
  if (amount === null) return false;
  return (each !== null && amount > each) || (left !== null && amount > left);
}

/** Up to where one does it alone, before it is hit; and that more waits for somebody else. */
export function Limit({
  action,
  amount,
}: {
  readonly action: AllowedAction;
  readonly amount: number | null;
}) {
  const say = useWords(actionWords);
  const text = useLimitText()(action);
  const over = overLimit(action, amount);
  if (text === null) return null;
  return (
    <p className={over ? 'act-limit over' : 'act-limit'} role="status">
      {over ? say.over : text}
    </p>
  );
}

/** "До 500 баллов сразу, сегодня ещё 1200"; null: there is no limit. */
export function useLimitText(): (action: AllowedAction) => string | null {
  const say = useWords(actionWords);
  const format = useFormat();
  return ({ unit, each, left, approval }) => {
    if (approval === 'always') return say.always;
    if (each === null && left === null) return null;
    const written = (amount: number): string =>
      unit === 'money'
        ? format.money(amount, 'RUB')
        : unit === 'points'
          ? format.points(amount)
          : format.number(amount);
    const atOnce = each === null ? left : left === null ? each : Math.min(each, left);
    return say.limit(written(atOnce ?? 0), left === null ? null : written(left));
  };
}
