/**
 * Where the truth about members and points lives when it is not Bonum: the chain's 1C, SAP or Saby. Bonum calculates; such a
 * system keeps people, cards and points. Every end of an asking is a value, and nothing here ever throws.
 */
export interface SystemOfRecord {
  readonly system: RecordSystem;
  /** Somebody by what identifies one; null: there is nobody. */
  find(by: FoundBy): Promise<Read<RecordedMember | null>>;
  /** The same by what the system calls them. */
  read(recordId: string): Promise<Read<RecordedMember | null>>;
  /** Has the system do something. The same command given again, after an answer that was lost, acts once. */
  carryOut(command: RecordCommand): Promise<Carried>;
  /** Looks whether everything that Bonum needs is there and permitted, and says of each what is wrong. */
  check(): Promise<readonly RecordCheck[]>;
  close?(): Promise<void>;
}

export const recordSystems = ['onec', 'sap', 'sbis'] as const;
export type RecordSystem = (typeof recordSystems)[number];

/** A phone in E.164, an e-mail address, the digits of a card. */
export type FoundBy = { readonly phone: string } | { readonly email: string } | { readonly card: string };

/** Somebody as the system knows them. */
export interface RecordedMember extends Person {
  /** What the system calls them. */
  readonly recordId: string;
  readonly cards: readonly RecordedCard[];
  /** What they may spend now, in whole points; null: the system says nothing of it, or points are switched off for them. */
  readonly points: number | null;
  /** They may neither earn nor spend. */
  readonly suspended: boolean;
  /** What they agree to, or do not, by its name here: a kind of consent, `offers/sms`. Absent: nobody has said anything there. */
  readonly consents: Readonly<Record<string, boolean>>;
}

/**
 * What is to be so there of a consent. `no` stands in any case, and `yes` only where nobody has said anything there; `anew`: it has just
 * been said, and counts for more than a no from before.
 */
export type Agreeing = 'no' | 'yes' | 'anew';

export interface Person {
  /** In E.164. */
  readonly phone: string | null;
  readonly email: string | null;
  readonly name: string | null;
  readonly surname: string | null;
  /** As `1990-12-31`. */
  readonly birthDate: string | null;
  readonly gender: 'female' | 'male' | null;
  readonly city: string | null;
  /** To what the chain asks beyond the profile, by question; null: none. Absent: the system has no place for it, or is to leave it. */
  readonly answers: Readonly<Record<string, Answered | null>>;
}

/** Somebody of whom nothing is known. */
export const unknownPerson: Person = {
  phone: null,
  email: null,
  name: null,
  surname: null,
  birthDate: null,
  gender: null,
  city: null,
  answers: {},
};

/** A text, an option by its id, a date as `1990-12-31`, a number, yes or no; several options as a list. */
export type Answered = string | number | boolean | readonly string[];

export interface RecordedCard {
  readonly number: string;
  readonly state: 'active' | 'blocked';
}

/** What a reading came to. */
export type Read<T> = { readonly state: 'read'; readonly value: T } | Away | Refused;

/** Nobody knows whether it was heard, or surely not; it is asked again. `because` is a short stable word. */
export interface Away {
  readonly state: 'away';
  readonly because: string;
  /** The system asked to be left alone for so long. */
  readonly retryAfterMs?: number;
}

/** The system has understood and says no: asking again changes nothing until somebody does something about it. */
export interface Refused {
  readonly state: 'refused';
  /** A short stable word. */
  readonly because: string;
  /** What the sentence about it names; it may name people, and is never logged. */
  readonly about: FaultFacts;
}

/** What is to happen to somebody, in the system's own books. */
export type RecordCommand = RecordAct & {
  /** A UUID, the same however often it is given. */
  readonly commandId: string;
  /** When it happened here, in epoch milliseconds. */
  readonly at: number;
  /** Whom it is about, as Bonum knows them now. */
  readonly who: Person & {
    /** What the system calls them; null: it does not know them yet. */
    readonly recordId: string | null;
    /** The card they show; null: they have none. */
    readonly card: string | null;
    /** By the names that consents have here; what is not named is left as it is. */
    readonly consents: Readonly<Record<string, Agreeing>>;
  };
};

export type RecordAct =
  /** Somebody new. One that is there already, by phone or card, is taken as they are. */
  | { readonly act: 'register' }
  /** What is known of them has changed: the whole is in `who`. */
  | { readonly act: 'change' }
  | { readonly act: 'suspend' | 'resume' }
  /**
   * A card is there, in this state, whether the system knew it or not. One that is another's stays so, unless it is of the one whom
   * it is taken from: two members who were one are two again.
   */
  | { readonly act: 'put-card'; readonly card: RecordedCard; readonly takenFrom?: string }
  | PointsAct
  | { readonly act: 'receipt'; readonly receipt: RecordedReceipt }
  /** This one is now part of another, with everything but points: those are moved by acts of their own. */
  | { readonly act: 'merge'; readonly intoRecordId: string }
  /** They asked to be forgotten. */
  | { readonly act: 'forget' };

export interface PointsAct {
  readonly act: 'points';
  /** Above zero: they have so many more to spend; below: so many fewer. Never zero. */
  readonly points: number;
  /** Of which kind they are here. */
  readonly kind: string;
  /** Why, as the ledger calls it: `earned`, `spent`, `granted-by-hand`, `expired` … */
  readonly because: string;
  /** The receipt that they belong to; null: none. */
  readonly receiptId: string | null;
}

/** A sale or a return. All amounts are in minor units. */
export interface RecordedReceipt {
  readonly receiptId: string;
  readonly kind: 'sale' | 'return';
  /** In epoch milliseconds, and how far local time is from UTC, in minutes. */
  readonly at: number;
  readonly offsetMinutes: number;
  readonly storeId: string;
  readonly tillId: string;
  readonly number: string;
  readonly lines: readonly RecordedLine[];
  /** What was paid in money, or given back. */
  readonly total: number;
}
export interface RecordedLine {
  readonly lineId: string;
  readonly productId: string;
  readonly name: string;
  /** In thousandths. */
  readonly quantity: number;
  readonly price: number;
  /** What it cost, after discounts and points. */
  readonly total: number;
  /** What points paid of it; absent: nobody knows. For systems that take points off a sale by themselves. */
  readonly byPoints?: number;
}

/** What became of a command. */
export type Carried =
  | {
      readonly state: 'done';
      /** What the system calls the member, where it has just come to know them. */
      readonly recordId?: string;
      /** Somebody who was to be registered was there before, and is left as they are there. */
      readonly found?: true;
      /** Of points: how many it took, with their sign. Absent: all. Bonum keeps the rest itself. */
      readonly taken?: number;
      /** What the system calls what came of it, for staff to look it up there. */
      readonly reference?: string;
    }
  /** The system has no place for such a thing: Bonum keeps it itself, beside what the system has. */
  | { readonly state: 'kept' }
  | Away
  | Refused;

/** One thing that Bonum needs of the system. */
export interface RecordCheck {
  /** As the system calls it: `AccumulationRegister_БонусныеБаллы`. */
  readonly what: string;
  /** null: it is as it should be. */
  readonly fault: RecordFault | null;
  /** What the sentence about a fault names. */
  readonly about: FaultFacts;
}

/** What a sentence about a fault, or about a refusal, is put together with. */
export interface FaultFacts {
  /** Names in the system. */
  readonly names?: string;
  /** Where it is said in the settings. */
  readonly setting?: string;
  /** The system's own words. */
  readonly said?: string;
}

export type RecordFault =
  // The line to it.
  | 'unreachable'
  | 'no-answer'
  | 'busy'
  | 'no-session'
  | 'wrong-login'
  | 'led-elsewhere'
  | 'broken'
  | 'not-understood'
  | 'nothing-here'
  | 'no-rights'
  | 'says-no'
  // 1C.
  | 'no-description'
  | 'not-published'
  | 'no-fields'
  | 'not-readable'
  | 'no-contact-kind'
  | 'no-programme-named'
  | 'no-programme'
  | 'no-value'
  | 'no-property'
  // SAP.
  | 'no-service'
  | 'no-metadata'
  | 'no-set'
  | 'no-field'
  | 'not-writable'
  | 'no-inbox'
  | 'no-idoc-rights'
  // Saby.
  | 'no-point'
  | 'own-ids-only';
