export interface Element {
  readonly name: string;
  readonly inside: readonly Element[];
  /** Empty where there are elements within. */
  readonly text: string;
  /** Has SEGMENT="1". */
  readonly marked: boolean;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** XML as plain as IDocs are; null: it is none. White space between elements is a value to SAP, and no IDoc has such. */
export function readXml(text: string): Element | null {
  const body = text.replace(/^\uFEFF?<\?xml[^>]*\?>\s*/, '').trimEnd();
  const stack: { name: string; inside: Element[]; text: string; marked: boolean }[] = [
    { name: '', inside: [], text: '', marked: false },
  ];
  let end = 0;
  for (const tag of body.matchAll(/<(\/?)([A-Z_][\w.-]*)((?:\s[^<>]*?)?)(\/?)>/gi)) {
    const [whole, close, name = '', attributes = '', empty] = tag;
    const between = body.slice(end, tag.index);
    end = tag.index + whole.length;
    const open = stack.at(-1);
    if (!open || between.includes('<') || (between !== '' && close === '')) return null;
    open.text += between.replace(/&(\w+);/g, (said, entity: string) => entities[entity] ?? said);
    if (close === '/') {
      const closed = stack.pop();
      if (closed?.name !== name || (closed.inside.length > 0 && closed.text !== '')) return null;
      stack.at(-1)?.inside.push(closed);
    } else {
      const element = { name, inside: [], text: '', marked: /\sSEGMENT="1"/.test(attributes) };
      if (empty === '/') open.inside.push(element);
      else stack.push(element);
    }
  }
  const [root] = stack;
  return stack.length === 1 && end === body.length && root?.inside.length === 1
    ? (root.inside[0] ?? null)
    : null;
}
