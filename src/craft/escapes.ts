import { FieldError } from '../codec/field.js';

const PLAIN: Readonly<Record<string, number>> = {
  n: 10,
  r: 13,
  t: 9,
  b: 8,
  f: 12,
  v: 11,
  a: 7,
  e: 27,
  0: 0,
  '\\': 92,
  '"': 34,
  "'": 39,
};

/** Text with escapes as C has them, `\n \x1b \u00e9`, as bytes; what is no ASCII goes as UTF-8. */
export function bytesOf(text: string): Uint8Array {
  if (!text.includes('\\')) return new TextEncoder().encode(text);
  const pieces: Uint8Array[] = [];
  const encoder = new TextEncoder();
  const form = /\\(?:x([\da-f]{2})|u\{([\da-f]{1,6})\}|u([\da-f]{4})|([^xu]))|([^\\]+)|\\[xu]?/giu;
  for (const [whole, byte, long, short, letter, plain] of text.matchAll(form)) {
    const point = long ?? short;
    const code = letter === undefined ? undefined : PLAIN[letter];
    if (plain !== undefined) pieces.push(encoder.encode(plain));
    else if (byte !== undefined) pieces.push(Uint8Array.of(Number.parseInt(byte, 16)));
    else if (point !== undefined) pieces.push(encoder.encode(character(point)));
    else if (code !== undefined) pieces.push(Uint8Array.of(code));
    else throw new FieldError('', `'${whole}' is no escape; a backslash itself is '\\\\'`);
  }
  return joined(pieces);
}

function character(hex: string): string {
  const point = Number.parseInt(hex, 16);
  if (point > 0x10ffff) throw new FieldError('', `U+${hex} is no character`);
  return String.fromCodePoint(point);
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** The same where the bytes must be text. */
export function unescaped(text: string): string {
  if (!text.includes('\\')) return text;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytesOf(text));
  } catch (error) {
    if (error instanceof FieldError) throw error;
    throw new FieldError('', 'these bytes are no UTF-8: give them under the name with _hex');
  }
}
