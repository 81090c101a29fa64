interface BarsProps {
  /** How many there are, and how many of them are filled. One bar is one unit, named or obvious. */
  readonly count: number;
  readonly on: number;
  readonly kind?: 'ink' | 'brand' | 'points';
  /** Every tenth is taller. */
  readonly ruler?: boolean;
}

/** Whatever can be counted. Screen readers are told nothing: a sentence beside it says the same. */
export const Bars = ({ count, on, kind = 'ink', ruler = false }: BarsProps) => (
  <div className={ruler ? `bars ruler ${kind}` : `bars ${kind}`} aria-hidden="true">
    {Array.from({ length: count }, (_, index) => (
      <i key={index} className={index < on ? 'on' : undefined} />
    ))}
  </div>
);
