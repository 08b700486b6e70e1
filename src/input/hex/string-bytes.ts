import type { InputError } from '../input-error.js';
import { type Decoder, decoderOf, type Encoding } from './encodings.js';
import type { Scanner } from './tokens.js';

interface Reading {
  readonly encoding: Encoding;
  readonly decoder: Decoder;
  wrong?: InputError;
}

/**
 * The bytes of one string, of quotes that follow one another: read in every encoding that it may
 * be in until it is known in which, so that an error still knows its place.
 */
export class StringBytes {
  private readonly readings: Reading[];
  /** Those in which nothing was wrong so far. */
  private sound: Reading[];
  private empty = true;

  constructor(encodings: readonly Encoding[]) {
    this.readings = encodings.map((encoding) => ({ encoding, decoder: decoderOf(encoding) }));
    this.sound = this.readings;
  }

  letter(value: number, byte: boolean, index: number, scanner: Scanner): void {
    this.empty = false;
    for (const reading of this.sound) {
      const what = reading.decoder.letter(value, byte);
      if (what === undefined) continue;
      reading.wrong = scanner.wrong(what, index);
      // Where there is no other reading, this is the error.
      if (this.readings.length === 1) throw reading.wrong;
      this.sound = this.sound.filter((one) => one !== reading);
    }
  }

  /** Its bytes in that encoding; undefined when it is empty. */
  take(encoding: Encoding, wrong: (what: string) => InputError): Uint8Array | undefined {
    const reading = this.readings.find((one) => one.encoding === encoding);
    if (this.empty || !reading) return undefined;
    const what = reading.wrong ? undefined : reading.decoder.finish();
    if (what !== undefined) throw wrong(what);
    if (reading.wrong) throw reading.wrong;
    return reading.decoder.bytes.take();
  }

  /** It consists of pairs of hex digits. */
  get isHex(): boolean {
    const hex = this.sound.find((one) => one.encoding === 'hex')?.decoder;
    return hex !== undefined && hex.bytes.length > 0 && hex.finish() === undefined;
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const BYTES = /[\0-\x08\x0e-\x1f\x7f-\xff]|^[\da-fA-F]{16}$/;

/** Whether a text that begins so is meant for bytes: it holds what no text does, or is hex. */
export const looksLikeBytes = (text: string): boolean => BYTES.test(text);
