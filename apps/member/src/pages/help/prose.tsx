/** A part of a paragraph: plain or strong. */
const partsOf = (text: string): readonly string[] => text.split('**');

const Line = ({ text }: { readonly text: string }) => (
  <>{partsOf(text).map((part, index) => (index % 2 === 1 ? <b key={index}>{part}</b> : part))}</>
);

/** What the chain wrote: paragraphs, points of a list, strong words. Everything else is shown as it stands, markup too. */
export const Prose = ({ text }: { readonly text: string }) => (
  <div className="prose">
    {text.split(/\n{2,}/).map((block, index) => {
      const lines = block.split('\n');
      if (lines.every((line) => line.startsWith('- ')))
        return (
          <ul key={index}>
            {lines.map((line) => (
              <li key={line}>
                <Line text={line.slice(2)} />
              </li>
            ))}
          </ul>
        );
      return (
        <p key={index}>
          <Line text={block} />
        </p>
      );
    })}
  </div>
);
