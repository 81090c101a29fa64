import type { ReactNode } from 'react';

export interface Fact {
  readonly name: string;
  /** null: it is not known, and not shown. */
  readonly value: ReactNode;
}

/** What is known, a line each: its name, and it. */
export const Facts = ({ facts }: { readonly facts: readonly Fact[] }) => (
  <dl className="facts">
    {facts
      .filter(({ value }) => value !== null && value !== undefined && value !== '')
      .map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
  </dl>
);
