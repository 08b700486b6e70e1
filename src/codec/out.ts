import { HEX, HEX_CHUNK, putDecimal, putDigits4, putHex, putUint32 } from './digits.js';

/**
 * Text as bytes, for whoever writes a lot of it: one buffer, emptied when it is full. Numbers and
 * addresses go in without a string in between, constant text as words of four bytes.
 */
export class Out {
  at = 0;
  readonly bytes: Uint8Array;
  readonly view: DataView;

  constructor(
    /** Takes what was written; it must be done with the bytes when it returns. */
    private readonly sink: (bytes: Uint8Array) => void,
    private readonly size = 1 << 16,
  ) {
    this.bytes = new Uint8Array(size + SLACK);
    this.view = new DataView(this.bytes.buffer);
  }

  /** Any text, as UTF-8. */
  text(text: string): void {
    const { length } = text;
    if (length > SHORT) {
      this.longText(text);
      return;
    }
    this.room(length * 3);
    const { bytes } = this;
    let { at } = this;
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code > 127) {
        this.longText(text);
        return;
      }
      bytes[at++] = code;
    }
    this.at = at;
  }

  private longText(text: string): void {
    const most = text.length * 3;
    if (most > this.size) {
      this.flush();
      this.sink(utf8.encode(text));
      return;
    }
    this.room(most);
    this.at += utf8.encodeInto(text, this.bytes.subarray(this.at)).written;
  }

  /** Makes sure that so many bytes can be written: what is written piece by piece asks once. */
  room(count: number): void {
    if (this.at + count > this.size) this.flush();
  }

  flush(): void {
    if (this.at === 0) return;
    this.sink(this.bytes.subarray(0, this.at));
    this.at = 0;
  }

  byte(code: number): void {
    this.bytes[this.at++] = code;
  }

  /** Constant text. Up to seven bytes behind it are overwritten: there is slack. */
  put(literal: Literal): void {
    this.at = putLiteral(this.view, this.at, literal);
  }

  /** A number from 0 to 2^53. */
  decimal(value: number): void {
    this.at = putDecimal(this.view, this.at, value);
  }

  /** The number that the four bytes at `from` hold. */
  uint32(bytes: Uint8Array, from: number): void {
    this.at = putUint32(this.view, this.at, bytes, from);
  }

  /** Four digits, with zeros before. */
  digits4(value: number): void {
    this.at = putDigits4(this.view, this.at, value);
  }

  /** Two digits, with a zero before. */
  digits2(value: number): void {
    const tens = (value / 10) | 0;
    this.bytes[this.at] = 48 + tens;
    this.bytes[this.at + 1] = 48 + value - tens * 10;
    this.at += 2;
  }

  /** `0a` */
  hexByte(value: number): void {
    this.bytes[this.at] = HEX[value >> 4] as number;
    this.bytes[this.at + 1] = HEX[value & 15] as number;
    this.at += 2;
  }

  /** `0x00ff`, with at least so many digits. */
  hex(value: number, digits: number): void {
    this.byte(48);
    this.byte(120);
    let most = digits;
    while (most < 14 && value >= 16 ** most) most++;
    for (let i = most - 1; i >= 0; i--) this.byte(HEX[Math.floor(value / 16 ** i) % 16] as number);
  }

  ipv4(address: number): void {
    this.octet(address >>> 24);
    this.bytes[this.at++] = DOT;
    this.octet((address >>> 16) & 255);
    this.bytes[this.at++] = DOT;
    this.octet((address >>> 8) & 255);
    this.bytes[this.at++] = DOT;
    this.octet(address & 255);
  }

  private octet(value: number): void {
    this.at = putDecimal(this.view, this.at, value);
  }

  /** `0a0b…` of any length. */
  hexBytes(bytes: Uint8Array, from: number, to: number): void {
    for (let at = from; at < to; at += HEX_CHUNK) {
      const stop = Math.min(to, at + HEX_CHUNK);
      this.room(2 * (stop - at));
      this.at = putHex(this.view, this.at, bytes, at, stop);
    }
  }

  mac(address: number): void {
    const high16 = Math.floor(address / 2 ** 32);
    const low32 = address >>> 0;
    this.hexByte(high16 >> 8);
    this.bytes[this.at++] = COLON;
    this.hexByte(high16 & 255);
    for (let shift = 24; shift >= 0; shift -= 8) {
      this.bytes[this.at++] = COLON;
      this.hexByte((low32 >>> shift) & 255);
    }
  }

  /** RFC 5952: the longest run of zero groups is left out. */
  ipv6(bytes: Uint8Array, from: number): void {
    let best = -1;
    let most = 1;
    let run = 0;
    for (let i = 0; i < 8; i++) {
      run = group(bytes, from, i) === 0 ? run + 1 : 0;
      if (run > most) {
        most = run;
        best = i - run + 1;
      }
    }
    const mapped = best === 0 && most === 5 && group(bytes, from, 5) === 0xffff;
    for (let i = 0; i < 8; ) {
      if (i === best) {
        this.bytes[this.at++] = COLON;
        this.bytes[this.at++] = COLON;
        i += most;
        continue;
      }
      if (i > 0 && i !== best + most) this.bytes[this.at++] = COLON;
      if (mapped && i === 6) {
        this.ipv4(((group(bytes, from, 6) << 16) | group(bytes, from, 7)) >>> 0);
        return;
      }
      this.shortHex(group(bytes, from, i++));
    }
  }

  private shortHex(value: number): void {
    if (value > 0xfff) this.bytes[this.at++] = HEX[value >> 12] as number;
    if (value > 0xff) this.bytes[this.at++] = HEX[(value >> 8) & 15] as number;
    if (value > 0xf) this.bytes[this.at++] = HEX[(value >> 4) & 15] as number;
    this.bytes[this.at++] = HEX[value & 15] as number;
  }
}

/** Constant text, prepared once. */
export class Literal {
  /** Eight bytes each, the first one lowest. UTF-8 has no piece that would be a NaN. */
  readonly words: Float64Array;
  readonly length: number;

  constructor(text: string) {
    if (text.length * 3 > draft.length) draft = new Uint8Array(text.length * 6);
    const { written } = utf8.encodeInto(text, draft);
    this.length = written;
    this.words = new Float64Array((written + 7) >> 3);
    draft.fill(0, written, 8 * this.words.length);
    const view = new DataView(draft.buffer);
    for (let i = 0; i < this.words.length; i++) this.words[i] = view.getFloat64(8 * i, true);
  }
}

/** Where literals are encoded: the start makes dozens of them. */
let draft = new Uint8Array(256);

/** Writes it, and tells where it ends. Up to seven bytes behind it are overwritten. */
function putLiteral(view: DataView, start: number, { words, length }: Literal): number {
  for (let i = 0; i < words.length; i++) {
    view.setFloat64(start + 8 * i, words[i] as number, true);
  }
  return start + length;
}

/** What a writer wrote, as text. */
export function written(write: (out: Out) => void): string {
  const own = scratch ?? new Scratch();
  scratch = undefined;
  const text = own.take(write);
  scratch = own;
  return text;
}

/** Kept from one text to the next: a writer that asks for another text meanwhile gets a new one. */
let scratch: Scratch | undefined;

class Scratch {
  private text = '';
  private readonly out = new Out((bytes) => {
    this.text += decoder.decode(bytes);
  }, 4096);

  take(write: (out: Out) => void): string {
    this.text = '';
    write(this.out);
    this.out.flush();
    return this.text;
  }
}

/** What is written without asking for room: lines of numbers and addresses are shorter. */
const SLACK = 8192;
/** Longer text goes the way for long text. */
const SHORT = 64;
const COLON = 58;
const DOT = 46;
const utf8 = new TextEncoder();
const decoder = new TextDecoder();

const group = (b: Uint8Array, from: number, i: number): number =>
  ((b[from + 2 * i] as number) << 8) | (b[from + 2 * i + 1] as number);
