/** A grey block in the place of what is on its way; its size is that of the thing. */
export const Skeleton = ({ width, height }: { readonly width: string; readonly height: number }) => (
  <i className="skeleton" aria-hidden="true" style={{ width, maxWidth: '100%', height: `${height}px` }} />
);
