import { instant } from '@bonum/engine';
import { codeAt, stepAt } from '../barcodes/rotating-code.ts';
import { checkDigit } from '../cards/card-number.ts';
import type { MemberCaller } from '../operation.ts';
import type { Chain } from './chain.ts';
import { memberCaller } from './sign-in.ts';

/** A member's phone, with a clock of its own. */
export class Phone {
  readonly #chain: Chain;
  readonly caller: MemberCaller;
  reference = '';
  #seed = Buffer.alloc(0);
  /** How far its clock is ahead. */
  ahead = 0;

  constructor(chain: Chain, caller: MemberCaller) {
    this.#chain = chain;
    this.caller = caller;
  }

  async askForBarcode(): Promise<this> {
    const { reference, seed } = await this.#chain.must('issue-barcode', {}, this.caller);
    this.reference = reference;
    this.#seed = Buffer.from(seed, 'base64url');
    return this;
  }

  /** The digits on its screen. */
  shows(): string {
    return this.#with(codeAt(this.#seed, stepAt(instant(this.#chain.now + this.ahead))));
  }

  /** Digits that it never shows. */
  guess(number: number): string {
    return this.#with(String(number).padStart(7, '0'));
  }

  #with(code: string): string {
    const body = `29${this.reference}${code}`;
    return body + checkDigit(body);
  }
}

export async function phoneOf(chain: Chain, memberId: string): Promise<Phone> {
  return new Phone(chain, await memberCaller(chain.shell, memberId)).askForBarcode();
}
