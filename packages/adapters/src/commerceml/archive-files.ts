import { Unzip, UnzipInflate, type UnzipFile } from 'fflate';

export interface ArchivedFile {
  readonly name: string;
  /** Null: it is larger than was wanted. */
  readonly bytes: Buffer | null;
}

interface Wanted {
  readonly isWanted: (name: string) => boolean;
  readonly mostBytes: number;
  readonly onFile: (file: ArchivedFile) => void;
}

/** Small files out of a zip that comes in pieces, each as soon as it is through; what is not wanted is not unpacked. */
export class ArchiveFiles {
  readonly #unzip = new Unzip();

  constructor(wanted: Wanted) {
    this.#unzip.register(UnzipInflate);
    this.#unzip.onfile = (file: UnzipFile) => {
      if (wanted.isWanted(file.name)) open(file, wanted);
    };
  }

  /** @returns false where the archive is broken from here on: what came before is as good as any. */
  read(bytes: Uint8Array, last: boolean): boolean {
    try {
      this.#unzip.push(bytes, last);
      return true;
    } catch {
      return false;
    }
  }
}

function open(file: UnzipFile, { mostBytes, onFile }: Wanted): void {
  const pieces: Uint8Array[] = [];
  let size = 0;
  file.ondata = (error, bytes, final) => {
    if (error) throw error;
    size += bytes.length;
    // The rest is unpacked piece by piece, and let go.
    if (size <= mostBytes) pieces.push(bytes);
    if (final) onFile({ name: file.name, bytes: size > mostBytes ? null : Buffer.concat(pieces) });
  };
  file.start();
}
