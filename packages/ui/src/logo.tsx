interface LogoProps {
  /** The name of its picture; a chain without one has bars. */
  readonly logo: string | undefined;
  /** Where it is 24 high. */
  readonly width: number | null | undefined;
}

export const LogoOrBars = ({ logo, width }: LogoProps) =>
  logo === undefined ? (
    <svg width="24" height="24" viewBox="0 0 24 24" fill="currentColor" aria-hidden="true">
      <path d="M2 4h2v16H2zM6 4h1v16H6zM9 4h4v16H9zM15 4h1v16h-1zM18 4h1v16h-1zM21 4h1v16h-1z" />
    </svg>
  ) : (
    <img src={`/app/picture/${logo}`} alt="" width={width ?? 24} height={24} />
  );
