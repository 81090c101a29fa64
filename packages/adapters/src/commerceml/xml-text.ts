/** A file that cannot be read on from somewhere. */
export class FileBroken extends Error {
  override name = 'FileBroken';
  /** Counted from 1; null: nowhere in particular. */
  readonly line: number | null;

  constructor(message: string, line: number | null = null) {
    super(message);
    this.line = line;
  }
}

const known: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'windows-1251': 'windows-1251',
  cp1251: 'windows-1251',
  'utf-16': 'utf-16le',
};

/** Where a file says what it is written in. */
const HEAD_BYTES = 256;

/** The text of an XML file that comes in pieces, in whatever 1C has written it. */
export class XmlText {
  #decoder: TextDecoder | null = null;
  #head: Uint8Array = new Uint8Array();

  /** @throws FileBroken */
  read(bytes: Uint8Array): string {
    if (this.#decoder) return decode(this.#decoder, bytes, true);
    this.#head = Buffer.concat([this.#head, bytes]);
    return this.#head.length < HEAD_BYTES ? '' : this.#begin();
  }

  /** What is left. */
  end(): string {
    const begun = this.#decoder ? '' : this.#begin();
    return begun + (this.#decoder ? decode(this.#decoder, new Uint8Array(), false) : '');
  }

  #begin(): string {
    this.#decoder = decoderOf(this.#head);
    const text = decode(this.#decoder, this.#head, true);
    this.#head = new Uint8Array();
    return text;
  }
}

function decode(decoder: TextDecoder, bytes: Uint8Array, stream: boolean): string {
  try {
    return decoder.decode(bytes, { stream });
  } catch {
    throw new FileBroken(`Файл записан не в той кодировке, которая в нём указана (${decoder.encoding})`);
  }
}

function decoderOf(head: Uint8Array): TextDecoder {
  const marks = [head[0], head[1]].join(' ');
  // Byte order marks; a decoder takes its own away.
  if (marks === '255 254') return new TextDecoder('utf-16le', { fatal: true });
  if (marks === '254 255') return new TextDecoder('utf-16be', { fatal: true });
  const start = Buffer.from(head.subarray(0, HEAD_BYTES)).toString('latin1');
  const said = /^[^<]*<\?xml[^>]*\bencoding\s*=\s*["']([\w-]+)["']/i.exec(start)?.[1] ?? 'utf-8';
  const encoding = known[said.toLowerCase()];
  if (encoding === undefined) throw new FileBroken(`Кодировка ${said} не поддерживается`, 1);
  return new TextDecoder(encoding, { fatal: true });
}
