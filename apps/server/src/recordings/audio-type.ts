export const audioTypes = ['audio/mpeg', 'audio/wav', 'audio/ogg', 'audio/mp4'] as const;
export type AudioType = (typeof audioTypes)[number];

/** How much of a file shows what it is. */
export const HEAD_BYTES = 12;

/** What a file is by how it begins, whatever it is called; null: nothing that a browser may be given to play. */
export function audioType(head: Uint8Array): AudioType | null {
  const text = Buffer.from(head.subarray(0, HEAD_BYTES)).toString('latin1');
  if (/^RIFF.{4}WAVE/s.test(text)) return 'audio/wav';
  if (text.startsWith('OggS')) return 'audio/ogg';
  if (/^.{4}ftyp/s.test(text)) return 'audio/mp4';
  const [first = 0, second = 0] = head;
  // ID3, or a frame of MPEG layer III, II or I.
  const isFrame = first === 0xff && (second & 0xe0) === 0xe0 && (second & 0x06) !== 0;
  return text.startsWith('ID3') || isFrame ? 'audio/mpeg' : null;
}
