import type { Role } from '@bonum/contract';
import type { Page } from 'playwright-core';
import { obstacles } from '../accessible.ts';
import type { JourneyChain } from '../journey.ts';
import type { Visit, VisitedPage } from '../visit.ts';

interface AtDesk extends Omit<Visit, 'as' | 'cookie'> {
  /** What whoever sits there is; an operator, unless said. */
  readonly roles?: readonly Role[];
  /** What they are called. */
  readonly name?: string;
}

/** Somebody of the staff sits down at the desk: `await using desk = await openDesk(chain, { path: '/desk/', roles: ['auditor'] })`. */
export async function openDesk(chain: JourneyChain, { roles, name, ...visit }: AtDesk): Promise<VisitedPage> {
  const { cookie } = await chain.whole.staff({
    roles: roles ?? ['operator'],
    ...(name !== undefined && { name }),
  });
  return chain.visit({ size: 'desk', ...visit, cookie });
}

/** What a mouse hits. */
const MOUSE_PX = 24;

/** As `obstacles`, for who sits before a screen. */
export const deskObstacles = (page: Page): Promise<string[]> => obstacles(page, MOUSE_PX);
