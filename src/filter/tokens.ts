import { Misread, quoted, refuse, type Span } from './filter-error.js';

export interface Token extends Span {
  /** `ranges` is what stands in square brackets. */
  readonly is: 'word' | 'text' | 'char' | 'ranges' | 'sign' | 'end';
  /** A word as it stands; a text without its escapes. */
  readonly text: string;
  /** The bytes of a text. */
  readonly bytes?: Uint8Array;
}

/** Longer ones are no filters. */
const MOST_LETTERS = 65_536;
// The longer ones first.
const SIGNS = '=== !== == != >= <= && || ^^ ~= .. > < ! ~ & ( ) { } , + - * / % #'.split(' ');
/** Two dots make a range, and no part of a word. */
const WORD = /(?:[A-Za-z0-9_:]|[^\0-\x9f\p{Zs}]|\.(?!\.))(?:[\w:/-]|[^\0-\x9f\p{Zs}]|\.(?!\.))*/uy;

export function tokensOf(text: string): Token[] {
  if (text.length > MOST_LETTERS) {
    refuse('the filter is too long', { from: MOST_LETTERS, to: MOST_LETTERS + 1 });
  }
  const found: Token[] = [];
  for (let at = 0; ; ) {
    while (/\s/.test(text[at] ?? '')) at++;
    if (at >= text.length) {
      found.push({ is: 'end', text: '', from: at, to: at + 1 });
      return found;
    }
    const token = tokenAt(text, at);
    found.push(token);
    at = token.to;
  }
}

function tokenAt(text: string, from: number): Token {
  if (text.startsWith('r"', from)) return rawText(text, from);
  if (text[from] === '"') return quotedText(text, from, '"');
  if (text[from] === "'") return character(text, from);
  if (text[from] === '[') return ranges(text, from);
  const sign = SIGNS.find((one) => text.startsWith(one, from));
  if (sign !== undefined) return { is: 'sign', text: sign, from, to: from + sign.length };
  WORD.lastIndex = from;
  const word = WORD.exec(text)?.[0];
  if (word !== undefined) return { is: 'word', text: word, from, to: from + word.length };
  const letter = String.fromCodePoint(text.codePointAt(from) ?? 0);
  const span = { from, to: from + letter.length };
  if (letter === '=') return refuse("'=' is no operator; '==' compares", span);
  return refuse(`${quoted(letter)} has no place here`, span);
}

function ranges(text: string, from: number): Token {
  const end = text.indexOf(']', from);
  if (end < 0) refuse("']' is missing", { from, to: from + 1 });
  return { is: 'ranges', text: text.slice(from + 1, end), from, to: end + 1 };
}

/** Backslashes stand for themselves, also one that keeps a quotation mark from ending it. */
function rawText(text: string, from: number): Token {
  const found = /^r"((?:\\.|[^"\\])*)"/s.exec(text.slice(from));
  if (found === null)
    return refuse('the closing quotation mark is missing', { from, to: from + 2 });
  const inner = found[1] ?? '';
  const bytes = utf8.encode(inner);
  return { is: 'text', text: inner, bytes, from, to: from + found[0].length };
}

const utf8 = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

const ESCAPES: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
  '"': 34,
  "'": 39,
  '\\': 92,
};

/** `\n`, `\x0a`, `\012`, `\u20ac`, `\U0001f600`; else all up to what has a meaning. */
const PIECE =
  /\\(?:x([\da-fA-F]{1,2})|([0-7]{1,3})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|(.))|[^\\"']+|["']/suy;

function quotedText(text: string, from: number, mark: string): Token {
  const bytes: number[] = [];
  let at = from + 1;
  while (text[at] !== mark) {
    PIECE.lastIndex = at;
    const found = PIECE.exec(text);
    if (found === null) throw missing(from);
    for (const byte of bytesOf(found, at)) bytes.push(byte);
    at += found[0].length;
    if (at >= text.length) throw missing(from);
  }
  const all = Uint8Array.from(bytes);
  return { is: 'text', text: decoder.decode(all), bytes: all, from, to: at + 1 };
}

const missing = (from: number): Misread =>
  new Misread('the closing quotation mark is missing', { from, to: from + 1 });

function bytesOf([whole, hex, octal, short, long, letter]: RegExpExecArray, at: number) {
  if (!whole?.startsWith('\\')) return utf8.encode(whole);
  const span = { from: at, to: at + whole.length };
  if (hex !== undefined) return [Number.parseInt(hex, 16)];
  if (octal !== undefined) {
    const byte = Number.parseInt(octal, 8);
    return byte < 256 ? [byte] : refuse(`${quoted(whole)} is no byte`, span);
  }
  const point = short ?? long;
  if (point === undefined) {
    const byte = Object.hasOwn(ESCAPES, letter ?? '') ? ESCAPES[letter ?? ''] : undefined;
    return byte === undefined ? refuse(`${quoted(whole)} is no escape sequence`, span) : [byte];
  }
  const code = Number.parseInt(point, 16);
  const exists = code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return exists
    ? utf8.encode(String.fromCodePoint(code))
    : refuse(`${quoted(whole)} is no character`, span);
}

function character(text: string, from: number): Token {
  const { bytes = new Uint8Array(0), ...token } = quotedText(text, from, "'");
  if (bytes.length !== 1) {
    const why = bytes.length ? 'holds one character of one byte' : 'is empty';
    refuse(`a constant in single quotation marks ${why}`, token);
  }
  return { ...token, is: 'char', bytes };
}
