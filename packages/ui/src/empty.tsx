import type { ComponentChildren } from 'preact';

interface EmptyProps {
  readonly title: string;
  /** What is safe, and what will be here. */
  readonly text?: ComponentChildren;
  /** One button, two at most. */
  readonly children?: ComponentChildren;
}

/** Nothing is here yet, or it could not be loaded: a sentence and what to do. */
export const Empty = ({ title, text, children }: EmptyProps) => (
  <div className="empty">
    <h2>{title}</h2>
    <p>{text}</p>
    {children}
  </div>
);
