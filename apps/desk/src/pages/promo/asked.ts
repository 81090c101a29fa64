import type { CodeWanted, WithCode } from '../../joining/ask-code.ts';
import type { Agreed } from '../../joining/use-consents.ts';

/** A code is on its way to somebody who has said yes. */
export type Asked = WithCode<
  CodeWanted & { readonly name: string | null; readonly consents: readonly Agreed[] }
>;
