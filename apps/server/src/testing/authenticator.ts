import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import type { Answer, Input } from '@bonum/contract';

const sha256 = (bytes: string | Buffer): Buffer => createHash('sha256').update(bytes).digest();
const url = (bytes: Buffer): string => bytes.toString('base64url');

/** CBOR of bytes and short text, as far as an attestation wants it. */
const byteString = (bytes: Buffer): Buffer => Buffer.concat([Buffer.from([0x58, bytes.length]), bytes]);
const shortText = (text: string): Buffer =>
  Buffer.concat([Buffer.from([0x60 + text.length]), Buffer.from(text)]);

/** The user is there, and was recognised. */
const VERIFIED = 0x05;
const WITH_CREDENTIAL = 0x40;

/** A device that makes one passkey and signs with it, on the page of some origin. */
export class Authenticator {
  readonly id = randomBytes(20);
  counter = 0;
  origin: string;
  flags = VERIFIED;
  readonly #key: KeyObject;
  readonly #cose: Buffer;
  userHandle = '';

  constructor(origin: string) {
    this.origin = origin;
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.#key = privateKey;
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    // {1: 2, 3: -7, -1: 1, -2: x, -3: y}: an elliptic key for ES256 on P-256.
    const head = Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]);
    const [px, py] = [Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')];
    this.#cose = Buffer.concat([head, byteString(px), Buffer.from([0x22]), byteString(py)]);
  }

  make(wanted: Answer<'request-passkey'>): Input<'add-passkey'> {
    this.userHandle = wanted.userId;
    const length = Buffer.from([0, this.id.length]);
    const credential = Buffer.concat([Buffer.alloc(16), length, this.id, this.#cose]);
    const data = Buffer.concat([this.#head(wanted.rpId, this.flags | WITH_CREDENTIAL), credential]);
    const object = [shortText('fmt'), shortText('none'), shortText('attStmt'), Buffer.from([0xa0])];
    const attestation = Buffer.concat([
      Buffer.from([0xa3]),
      ...object,
      shortText('authData'),
      byteString(data),
    ]);
    return {
      passkeyId: url(this.id),
      clientDataJSON: this.#clientData('webauthn.create', wanted.challenge),
      attestationObject: url(attestation),
      transports: ['internal'],
    };
  }

  sign(wanted: Answer<'request-passkey-sign-in'>): Input<'sign-in-with-passkey'> {
    const data = this.#head(wanted.rpId, this.flags);
    const clientDataJSON = this.#clientData('webauthn.get', wanted.challenge);
    const signed = Buffer.concat([data, sha256(Buffer.from(clientDataJSON, 'base64url'))]);
    return {
      passkeyId: url(this.id),
      clientDataJSON,
      authenticatorData: url(data),
      signature: url(sign('sha256', signed, this.#key)),
      userHandle: this.userHandle,
    };
  }

  #head(rpId: string, flags: number): Buffer {
    const tail = Buffer.alloc(5);
    tail.writeUInt8(flags);
    tail.writeUInt32BE(this.counter, 1);
    return Buffer.concat([sha256(rpId), tail]);
  }

  #clientData(type: string, challenge: string): string {
    return url(Buffer.from(JSON.stringify({ type, challenge, origin: this.origin, crossOrigin: false })));
  }
}
