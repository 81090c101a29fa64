/** An address that is too long for its line is broken where people would: after @ and dots. */
export const Email = ({ children }: { readonly children: string }) => (
  <span>
    {children.split(/(?<=[@.])/).map((part, index) => (
      <span key={index}>
        {index > 0 && <wbr />}
        {part}
      </span>
    ))}
  </span>
);
