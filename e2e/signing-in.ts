import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { JourneyChain } from './journey.ts';

/** What the browser's session sees; null: nobody is signed in. */
export interface Me {
  readonly memberId: string;
  readonly name: string | null;
  readonly phone: string | null;
  readonly cards: readonly { readonly number: string; readonly form: string; readonly state: string }[];
  readonly balances: readonly { readonly available: number }[];
}

/** As the page itself would ask. */
export const me = (page: Page): Promise<Me | null> =>
  page.evaluate(async () => {
    const response = await fetch('/v1/me');
    return response.ok ? ((await response.json()) as Me) : null;
  });

/** What is typed goes into an empty field for a code: not before it is there, nor while a code is checked and until its answer is shown. */
export const codeIsAsked = async (page: Page): Promise<void> => {
  await page.waitForFunction(
    () => document.querySelector<HTMLInputElement>('.code-slots input:focus')?.value === '',
  );
};

/** Signing in, as a person does it: by what stands on the screen, in Russian. */
export const steps = ({ page }: { readonly page: Page }, { outbox }: JourneyChain) => {
  const type = async (label: string, text: string): Promise<void> => {
    await page.getByLabel(label, { exact: true }).fill('');
    await page.getByLabel(label, { exact: true }).pressSequentially(text);
  };
  const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
  const heading = (name: string | RegExp): Promise<void> =>
    page.getByRole('heading', { level: 1, name }).waitFor();
  const code = async (digits: string): Promise<void> => {
    await codeIsAsked(page);
    await page.keyboard.type(digits);
  };
  return {
    type,
    press,
    heading,
    code,
    /** The phone is typed, and the code that comes to it. */
    byPhone: async (phone: string): Promise<void> => {
      const before = outbox.codesTo(phone);
      await type('Телефон', phone);
      await press('Получить код');
      await heading('Код из СМС');
      await code(await outbox.codeTo(phone, before));
    },
    join: async (name: string): Promise<void> => {
      await heading('Познакомимся');
      await type('Как к вам обращаться', name);
      await page.getByLabel('Согласен с правилами программы').check();
      await page.getByLabel('Согласен на обработку персональных данных').check();
      await press('Вступить');
    },
    /** They are in, with nothing left to say. */
    isHome: async (): Promise<Me> => {
      await page.waitForURL('**/app/');
      const member = await me(page);
      expect(member).not.toBeNull();
      return member as Me;
    },
  };
};
