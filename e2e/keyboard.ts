import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { obstacles } from './accessible.ts';
import type { VisitedPage } from './visit.ts';

/** What the focus is on, and whether that can be seen. */
interface Stop {
  /** Its place among all that can be reached; -1: none of them. */
  readonly at: number;
  /** null: it is seen. */
  readonly hidden: string | null;
  readonly isDate: boolean;
}

const DATE_PARTS = 6;

/**
 * Walks through the page, or what stands open over it, by Tab alone. A sentence for whatever is not reached, is reached out of order, or has a
 * focus that cannot be seen; and for a place that does not let go.
 */
export async function keyboardFaults(page: Page): Promise<string[]> {
  const names = await page.evaluate(markReachable);
  await page.evaluate(beginAtTheTop);
  const stops: Stop[] = [];
  // Once more than there are: after the last one the focus is with the browser, or at the first again.
  for (let pressed = 0; pressed <= names.length; pressed += 1) {
    const before = stops.at(-1)?.at;
    let stop: Stop;
    let parts = 0;
    do {
      await page.keyboard.press('Tab');
      stop = await page.evaluate(stopHere);
      parts += 1;
      // A date has parts of its own to stop at: day, month, year, the calendar.
    } while (stop.isDate && stop.at === before && parts < DATE_PARTS);
    stops.push(stop);
  }
  const reached = stops.slice(0, names.length);
  const faults = reached.flatMap(({ at, hidden }, turn) => {
    if (at !== turn)
      return [`by Tab ${turn + 1} the focus is on ${names[at] ?? 'nothing'}, not on ${names[turn] ?? '?'}`];
    return hidden === null ? [] : [`${names[at] ?? ''}: ${hidden}`];
  });
  const last = stops.at(-1);
  if (names.length > 1 && last?.at === names.length - 1) faults.push(`${names.at(-1)} does not let go`);
  return faults;
}

/** Opens what lies behind a button by Enter, walks through it, closes it by Escape: the focus is where it was. */
export async function walkThrough({ page }: VisitedPage, opener: string): Promise<void> {
  const button = page.locator(opener).first();
  await button.waitFor();
  await button.focus();
  await page.keyboard.press(opener.includes('radio') ? 'Space' : 'Enter');
  await page.locator('dialog[open]').waitFor();
  // What it shows has come; the page's own idle network was long before.
  await page.waitForFunction(() => document.querySelector('dialog[open] [aria-busy=true]') === null);
  // It has slid to its place.
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
  const isWithin = () => document.activeElement?.closest('dialog[open]') !== null;
  expect(await page.evaluate(isWithin), `${opener}: the focus is in it`).toBe(true);
  expect(await keyboardFaults(page), opener).toEqual([]);
  expect(await obstacles(page), opener).toEqual([]);
  await page.keyboard.press('Escape');
  await page.locator('dialog[open]').waitFor({ state: 'detached' });
  await expect
    .poll(() => button.evaluate((element) => element === document.activeElement), { message: opener })
    .toBe(true);
}

/** Marks all that Tab should reach, in the order in which it stands there; of what is open over the page only that. */
function markReachable(): string[] {
  const within = document.querySelector('dialog[open]') ?? document;
  const all = [
    ...within.querySelectorAll<HTMLElement>(
      'a[href], button, input, select, textarea, summary, [tabindex="0"]',
    ),
  ];
  const seen = all.filter(
    (element) =>
      element.tabIndex >= 0 &&
      !(element as HTMLButtonElement).disabled &&
      element.checkVisibility({ visibilityProperty: true }) &&
      !element.closest('[inert]') &&
      !isOtherOfGroup(element),
  );
  for (const marked of document.querySelectorAll('[data-stop]')) marked.removeAttribute('data-stop');
  return seen.map((element, index) => {
    element.dataset['stop'] = String(index);
    const name = element.getAttribute('aria-label') ?? element.textContent;
    return `${element.localName} "${name.trim().slice(0, 40)}"`;
  });

  /** Of radio buttons one is reached by Tab: the chosen one, or the first; the others by the arrow keys. */
  function isOtherOfGroup(element: HTMLElement): boolean {
    if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return false;
    const group = all.filter(
      (one): one is HTMLInputElement => one instanceof HTMLInputElement && one.name === element.name,
    );
    return element !== (group.find(({ checked }) => checked) ?? group[0]);
  }
}

/** As if the page had just been opened: what has the focus now gives it away. */
function beginAtTheTop(): void {
  const within = document.querySelector<HTMLElement>('dialog[open]') ?? document.body;
  const before = within.getAttribute('tabindex');
  within.tabIndex = -1;
  within.focus();
  if (before === null) within.removeAttribute('tabindex');
  else within.setAttribute('tabindex', before);
}

function stopHere(): Stop {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement)) return { at: -1, hidden: null, isDate: false };
  const at = Number(element.dataset['stop'] ?? -1);
  const isDate = element instanceof HTMLInputElement && element.type === 'date';
  return { at, hidden: at < 0 ? null : (unmarked(element) ?? covered(element)), isDate };

  /** A ring on the element itself or its label, or what stands for it beside it. */
  function unmarked(focused: HTMLElement): string | null {
    const drawn = [
      focused,
      focused.closest('label'),
      focused.nextElementSibling,
      ...(focused.parentElement?.querySelectorAll('.now') ?? []),
    ].filter((one): one is HTMLElement => one instanceof HTMLElement);
    const isSeen = drawn.some((one) => {
      const { outlineStyle, outlineWidth, boxShadow, opacity } = getComputedStyle(one);
      const rings = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
      return Number(opacity) > 0 && (rings || (one !== focused && boxShadow !== 'none'));
    });
    return isSeen ? null : 'its focus has no mark';
  }

  /** Nothing lies over it: what is fixed to the screen least of all. */
  function covered(focused: HTMLElement): string | null {
    const box = (focused.closest('label') ?? focused).getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height / 2, 24)];
    if (box.bottom <= 0 || box.top >= innerHeight) return 'it is outside of the screen';
    const top = document.elementFromPoint(Math.min(Math.max(x, 1), innerWidth - 1), Math.max(y, 1));
    if (!top || focused.contains(top) || top.contains(focused) || focused.closest('label')?.contains(top))
      return null;
    return top.closest('.code-slots') ? null : `it is covered by ${top.outerHTML.slice(0, 80)}`;
  }
}
