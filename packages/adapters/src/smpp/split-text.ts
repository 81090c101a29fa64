import smpp from 'smpp';

/** One `submit_sm` of a text: without a header when the text fits into one. */
export interface Part {
  readonly udh: Buffer | null;
  readonly message: Buffer;
}

export interface Split {
  /** 0 for the alphabet of GSM, 8 for UCS-2. */
  readonly coding: 0 | 8;
  readonly parts: readonly Part[];
}

/** Octets of one SMS, and of a part of a longer one. GSM letters go an octet each, and the centre packs them. */
const GSM = { whole: 160, part: 153 };
const UCS2 = { whole: 140, part: 134 };
/** Before the second octet of a letter from GSM's second page. */
const ESCAPE = 0x1b;

/**
 * A text as short messages: in GSM's alphabet where it has all the letters, else in UCS-2; a long one in parts that the phone puts
 * together by a header (concatenation with an eight-bit reference). No letter is cut in two: neither an escaped one nor a pair
 * of surrogates.
 * @param reference the same in all parts of one text, and not that of the text before to the same phone
 */
export function splitText(text: string, reference: number): Split {
  const gsm = smpp.encodings.ASCII.match(text);
  const octets = gsm ? smpp.encodings.ASCII.encode(text) : Buffer.from(text, 'utf16le').swap16();
  const { whole, part } = gsm ? GSM : UCS2;
  const coding = gsm ? 0 : 8;
  if (octets.length <= whole) return { coding, parts: [{ udh: null, message: octets }] };
  const pieces: Buffer[] = [];
  for (let from = 0; from < octets.length;) {
    const to = from + part < octets.length ? from + part - cutBack(octets, from + part, gsm) : octets.length;
    pieces.push(octets.subarray(from, to));
    from = to;
  }
  const parts = pieces.map((message, index) => ({
    udh: Buffer.from([5, 0, 3, reference & 0xff, pieces.length, index + 1]),
    message,
  }));
  return { coding, parts };
}

/** How many octets before this place a letter begins that ends after it. */
function cutBack(octets: Buffer, place: number, gsm: boolean): number {
  if (gsm) return octets[place - 1] === ESCAPE ? 1 : 0;
  const unit = octets.readUInt16BE(place - 2);
  return unit >= 0xd8_00 && unit <= 0xdb_ff ? 2 : 0;
}
