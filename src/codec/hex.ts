const pairs = new Array<string | undefined>(256);

/** A byte's two digits, kept when they were first asked for: few bytes need few of them. */
export function hexPair(byte: number): string {
  let pair = pairs[byte];
  if (pair === undefined) {
    pair = byte.toString(16).padStart(2, '0');
    pairs[byte] = pair;
  }
  return pair;
}

/** Lower-case hex without separators, of `bytes[from]` to before `bytes[to]`. */
export function toHex(bytes: Uint8Array, from = 0, to = bytes.length): string {
  if (to - from > SHORT) return longHex(bytes, from, to);
  let text = '';
  for (let i = from; i < to; i++) text += hexPair(bytes[i] as number);
  return text;
}

/** Text that is put together from more pieces than that takes much room and time. */
const SHORT = 64;
const CODES = Uint8Array.from('0123456789abcdef', (c) => c.charCodeAt(0));
const decoder = new TextDecoder();

function longHex(bytes: Uint8Array, from: number, to: number): string {
  const codes = new Uint8Array(2 * (to - from));
  for (let i = from, at = 0; i < to; i++) {
    const byte = bytes[i] as number;
    codes[at++] = CODES[byte >> 4] as number;
    codes[at++] = CODES[byte & 15] as number;
  }
  return decoder.decode(codes);
}

/** The value of a hex digit by its character code; negative: it is none. */
export function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

/** The inverse; undefined where the text is anything but pairs of hex digits. */
export function fromHex(text: string): Uint8Array | undefined {
  if (text.length % 2) return undefined;
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) {
    const high = hexDigit(text.charCodeAt(2 * i));
    const low = hexDigit(text.charCodeAt(2 * i + 1));
    if (high < 0 || low < 0) return undefined;
    bytes[i] = high * 16 + low;
  }
  return bytes;
}
