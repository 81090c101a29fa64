import { Unzip, UnzipInflate, type UnzipFile } from 'fflate';
import { FileBroken } from './xml-text.ts';

/**
 * One file out of a zip that comes in pieces: its bytes as they are unpacked, nothing of it kept. A name counts without its folders
 * and in any case.
 */
export class ArchiveEntry {
  readonly #unzip = new Unzip();
  #found = false;
  #open = false;

  constructor(name: string, onBytes: (bytes: Uint8Array) => void) {
    this.#unzip.register(UnzipInflate);
    this.#unzip.onfile = (file: UnzipFile) => {
      if (this.#found || baseOf(file.name) !== baseOf(name)) return;
      this.#found = true;
      this.#open = true;
      file.ondata = (error, bytes, final) => {
        // The library hands back whatever is thrown by who takes the bytes.
        if (error instanceof FileBroken) throw error;
        if (error) throw new FileBroken(`Архив повреждён: ${error.message}`);
        onBytes(bytes);
        if (final) this.#open = false;
      };
      file.start();
    };
  }

  get found(): boolean {
    return this.#found;
  }

  /** It is through; the rest of the archive is of no interest. */
  get done(): boolean {
    return this.#found && !this.#open;
  }

  /** @throws FileBroken */
  read(bytes: Uint8Array, last: boolean): void {
    try {
      this.#unzip.push(bytes, last);
    } catch (error) {
      if (error instanceof FileBroken) throw error;
      throw new FileBroken(`Архив повреждён: ${error instanceof Error ? error.message : String(error)}`);
    }
    if (last && this.#open) throw new FileBroken('Архив обрывается');
  }
}

const baseOf = (name: string): string => (name.split(/[\\/]/).at(-1) ?? '').toLowerCase();
