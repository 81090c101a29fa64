interface IconProps {
  /** One of `@bonum/ui/icons`. */
  readonly of: string;
  readonly small?: boolean;
}

/** A drawing beside words. Where it stands alone, its button or link says what it means. */
export const Icon = ({ of, small = false }: IconProps) => (
  <span
    className={small ? 'icon icon-small' : 'icon'}
    aria-hidden="true"
    dangerouslySetInnerHTML={{ __html: of }}
  />
);
