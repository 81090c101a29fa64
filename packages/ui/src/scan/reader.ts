import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url';

/** What the barcode in the picture says; null: none is seen. */
export type Read = (video: HTMLVideoElement) => Promise<string | null>;

interface NativeDetector {
  readonly detect: (video: HTMLVideoElement) => Promise<readonly { readonly rawValue: string }[]>;
}

interface Detectors {
  new (wanted: { readonly formats: readonly string[] }): NativeDetector;
  readonly getSupportedFormats: () => Promise<readonly string[]>;
}

const formats = ['ean_13', 'code_128', 'qr_code'];

declare global {
  interface Window {
    readonly BarcodeDetector?: Detectors;
  }
}

/** The phone's own reader where it knows every kind of ours, otherwise one in WebAssembly. */
export async function openReader(): Promise<Read> {
  return (await nativeReader()) ?? ownReader();
}

async function nativeReader(): Promise<Read | null> {
  const { BarcodeDetector } = window;
  const known = await BarcodeDetector?.getSupportedFormats().catch((): readonly string[] => []);
  if (!BarcodeDetector || !known || !formats.every((format) => known.includes(format))) return null;
  const detector = new BarcodeDetector({ formats });
  return async (video) => (await detector.detect(video))[0]?.rawValue ?? null;
}

async function ownReader(): Promise<Read> {
  await prepareZXingModule({ overrides: { locateFile: () => wasm }, fireImmediately: true });
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  return async (video) => {
    const { videoWidth: width, videoHeight: height } = video;
    if (!pen || width === 0) return null;
    Object.assign(canvas, { width, height });
    pen.drawImage(video, 0, 0);
    const [found] = await readBarcodes(pen.getImageData(0, 0, width, height), {
      formats: ['EAN13', 'Code128', 'QRCode'],
      maxNumberOfSymbols: 1,
    });
    return found?.isValid ? found.text : null;
  };
}
