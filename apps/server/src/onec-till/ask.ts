import type { KeyCaller, Shell } from '../operation.ts';

/** A key that works for one till: 1C does not say in its calls where it asks from. */
export interface TillKey extends KeyCaller {
  readonly storeId: string;
  readonly tillId: string;
}

export const isTillKey = (caller: KeyCaller): caller is TillKey =>
  caller.storeId !== null && caller.tillId !== null;

/** One request of 1C. */
export interface Ask<Caller extends KeyCaller = TillKey> {
  readonly shell: Shell;
  readonly caller: Caller;
  readonly query: ReadonlyMap<string, string>;
  /** Parsed JSON; undefined where nothing was sent. */
  readonly body: unknown;
}

/** A sentence for the cashier, or what is read by the till itself. */
export type Reply = { readonly status: number; readonly text: string } | { readonly json: object };

export const said = (text: string): Reply => ({ status: 200, text });
export const json = (value: object): Reply => ({ json: value });
