import { hexDigit } from '../../codec/hex.js';
import { visible } from '../../codec/visible.js';
import { PacketBytes } from './packet-bytes.js';

/** Makes bytes of a string's letters, one after another. Both say what is wrong, if anything. */
export interface Decoder {
  readonly bytes: PacketBytes;
  letter(value: number, byte: boolean): string | undefined;
  finish(): string | undefined;
}

export type Encoding = 'hex' | 'base64' | 'ascii' | 'latin1' | 'utf8';

export const TOO_LARGE = 'a packet of more than 16 MiB';

const DECODERS: Record<Encoding, () => Decoder> = {
  hex: () => new HexLetters(),
  base64: () => new Base64Letters(),
  ascii: () => new TextLetters(0x80, false),
  latin1: () => new TextLetters(0x100, false),
  utf8: () => new TextLetters(0x80, true),
};

export function decoderOf(encoding: Encoding): Decoder {
  return DECODERS[encoding]();
}

const shown = (value: number): string => `'${visible(String.fromCodePoint(value))}'`;

const isSpace = (value: number): boolean => value === 32 || (value > 8 && value < 14);

class HexLetters implements Decoder {
  readonly bytes = new PacketBytes();
  private high = -1;

  letter(value: number): string | undefined {
    const digit = hexDigit(value);
    if (digit < 0) {
      if (isSpace(value) && this.high < 0) return undefined;
      return `${shown(value)} is not a hex digit`;
    }
    if (this.high < 0) {
      this.high = digit;
      return undefined;
    }
    const room = this.bytes.add(this.high * 16 + digit);
    this.high = -1;
    return room ? undefined : TOO_LARGE;
  }

  finish(): string | undefined {
    return this.high < 0 ? undefined : 'an odd number of hex digits';
  }
}

/** Bytes as they are; characters below the limit one byte each, from it on UTF-8 (RFC 3629). */
class TextLetters implements Decoder {
  readonly bytes = new PacketBytes();

  constructor(
    private readonly limit: number,
    private readonly utf8: boolean,
  ) {}

  letter(value: number, byte: boolean): string | undefined {
    if (byte || value < this.limit) return this.bytes.add(value) ? undefined : TOO_LARGE;
    if (!this.utf8) return `${shown(value)} is not a single byte`;
    const encoded = new TextEncoder().encode(String.fromCodePoint(value));
    return this.bytes.addAll(encoded) ? undefined : TOO_LARGE;
  }

  finish(): undefined {}
}

/** The six bits of a letter of either alphabet (RFC 4648, 4 and 5). */
function sixBits(code: number): number {
  if (code >= 65 && code <= 90) return code - 65;
  if (code >= 97 && code <= 122) return code - 71;
  if (code >= 48 && code <= 57) return code + 4;
  if (code === 43 || code === 45) return 62;
  return code === 47 || code === 95 ? 63 : -1;
}

const PADDING = 61;

export class Base64Letters implements Decoder {
  readonly bytes = new PacketBytes();
  private bits = 0;
  private letters = 0;
  private padding = 0;
  /** `+` and `/` belong to the one alphabet, `-` and `_` to the other. */
  private standard = false;
  private url = false;

  /** After padding nothing can follow. */
  get closed(): boolean {
    return this.padding > 0;
  }

  letter(value: number): string | undefined {
    if (value === PADDING) {
      this.padding++;
      return this.padding > 2 || this.letters % 4 < 2 ? 'padding where none belongs' : undefined;
    }
    if (isSpace(value)) return undefined;
    const six = sixBits(value);
    if (six < 0) return `${shown(value)} is not a letter of base64`;
    if (this.padding > 0) return 'more after the padding';
    this.standard ||= value === 43 || value === 47;
    this.url ||= value === 45 || value === 95;
    if (this.standard && this.url) return 'the other alphabet of base64 than before';
    this.bits = ((this.bits << 6) | six) & 0xffffff;
    this.letters++;
    const rest = this.letters % 4;
    if (rest === 1) return undefined;
    // Two letters hold a byte and four bits, three two bytes and two bits, four three bytes.
    const byte = (this.bits >> (rest === 2 ? 4 : rest === 3 ? 2 : 0)) & 0xff;
    return this.bytes.add(byte) ? undefined : TOO_LARGE;
  }

  finish(): string | undefined {
    const rest = this.letters % 4;
    if (rest === 1) return 'one letter of base64 is left over';
    if (this.padding > 0 && (rest + this.padding) % 4 !== 0)
      return 'the wrong number of = for padding';
    // RFC 4648, 3.5: bits of the last letter that belong to no byte are zero.
    const spare = rest === 2 ? 15 : rest === 3 ? 3 : 0;
    return (this.bits & spare) === 0 ? undefined : 'the last letter has bits that no byte takes';
  }
}
