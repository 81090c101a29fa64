import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const axe = readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

interface Found {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

/** Neither frames nor style sheets of other sites are there to be waited for. */
const AXE_RUN = 'axe.run(document, { resultTypes: ["violations"], iframes: false, preload: false })';

/** What a finger hits. */
const FINGER_PX = 44;

/**
 * What axe finds wrong with the page as it stands, a sentence each; and what a finger or large text would stumble over.
 * @param target how large at least what one presses is
 */
export async function obstacles(page: Page, target: number = FINGER_PX): Promise<string[]> {
  // It is half a megabyte, which a page keeps as long as it is not loaded anew.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await axe);
  const { violations } = await page.evaluate<Found>(AXE_RUN);
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}: ${html}: ${failureSummary ?? ''}`),
  );
  return [...found, ...(await page.evaluate(smallTargets, target)), ...(await page.evaluate(overflow))];
}

/** Buttons, links and fields that are less high or wide, unless they stand in a line of text. */
function smallTargets(least: number): string[] {
  return (
    [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary')]
      // What Tab does not reach is there for screen readers.
      .filter((element) => element.checkVisibility() && element.tabIndex >= 0)
      .filter((element) => getComputedStyle(element).display !== 'inline')
      .flatMap((element) => {
        const { width, height } = (element.closest('label') ?? element).getBoundingClientRect();
        if (width === 0 || (width >= least && height >= least)) return [];
        return [`${Math.round(width)} × ${Math.round(height)} px is a small target: ${element.outerHTML}`];
      })
  );
}

function overflow(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth > clientWidth ? [`the page is ${scrollWidth} px wide, the screen ${clientWidth}`] : [];
}

/** As for somebody who has set their browser's text to twice its size. */
export async function doubleText(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
}
