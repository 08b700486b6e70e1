import type { Annotation } from '../codec/annotate.js';
import { toHex } from '../codec/hex.js';
import type { FieldChange } from '../compare/compare.js';
import type { Clean } from '../output/clean.js';
import { grouped, inBytes } from '../protocols/words.js';

/** What is said of a field in one of the packets. */
export interface Said {
  readonly value: string;
  readonly meaning: string;
}

/** A value that is longer is shown from where it differs. */
const LONG = 64;
const LEAD = 16;

/** Both sides of a change, in words that may be shown. */
export function sidesOf(
  { a, b }: FieldChange,
  bytes: { readonly a: Uint8Array; readonly b: Uint8Array },
  clean: Clean,
): { a: Said | undefined; b: Said | undefined } {
  const from = a && b && Math.max(a.text.length, b.text.length) > LONG ? common(a, b) : 0;
  const count = a && b && isBytes(a) && isBytes(b) ? countText(a, b) : '';
  const alike = a !== undefined && b !== undefined && a.text === b.text;
  const said = (one: Annotation | undefined, packet: Uint8Array): Said | undefined =>
    one && {
      value: valueText(one, from, clean),
      meaning: clean.of(
        alike ? `written as ${rawText(one, packet)}` : (one === b && count) || meaningOf(one, from),
      ),
    };
  return { a: said(a, bytes.a), b: said(b, bytes.b) };
}

/** In a list of changes. */
const SHORT = 32;

/** `0x40 → 0x3f` */
export function changeText({ a, b }: FieldChange, clean: Clean): string {
  const from = a && b && Math.max(a.text.length, b.text.length) > SHORT ? common(a, b) : 0;
  const piece = (one: FieldChange['a']): string => {
    if (!one) return 'none';
    const head = one.text.slice(from, from + SHORT);
    const text = `${from > 0 ? '…' : ''}${head}${from + SHORT < one.text.length ? '…' : ''}`;
    return isText(one) ? clean.own(text) : clean.of(text);
  };
  return `${piece(a)} → ${piece(b)}`;
}

/** `1 of 1,191 bytes differs` */
function countText({ text: x, width }: Annotation, { text: y }: Annotation): string {
  if (x.length !== y.length) return '';
  let count = 0;
  for (let i = 0; i < x.length; i += 2) {
    if (x[i] !== y[i] || x[i + 1] !== y[i + 1]) count++;
  }
  return `${grouped(count)} of ${inBytes(width / 8)} ${count === 1 ? 'differs' : 'differ'}`;
}

function common({ text: x }: Annotation, { text: y }: Annotation): number {
  let at = 0;
  while (at < x.length && x[at] === y[at]) at++;
  return at <= LEAD ? 0 : (at - LEAD) & ~1;
}

function valueText(one: Annotation, from: number, clean: Clean): string {
  const { text } = one;
  const piece = text.slice(from, from + LONG);
  const shown = isBytes(one) ? (piece.match(/.{1,8}/g) ?? []).join(' ') : piece;
  const safe = isText(one) ? clean.own(shown) : clean.of(shown);
  return `${from > 0 ? '…' : ''}${safe}${from + LONG < text.length ? '…' : ''}`;
}

/** The packet's own letters. */
const isText = ({ text, value }: Annotation): boolean => text === value;

function isBytes({ text, value, width }: Annotation): boolean {
  return width > 0 && text === value && text.length * 4 === width && !/[^\da-f]/.test(text);
}

function meaningOf(one: Annotation, from: number): string {
  const { meaning, value, label } = one;
  if (isBytes(one)) {
    const all = inBytes(one.width / 8);
    return from > 0 ? `${all}, shown from byte ${from / 2} on` : all;
  }
  if (meaning !== undefined) return meaning;
  if (value === false) return 'not set';
  return value === true || typeof value === 'object' ? label : '';
}

const MOST_RAW = 12;

function rawText({ offset, bit, width }: Annotation, bytes: Uint8Array): string {
  const to = offset + Math.ceil((bit + width) / 8);
  const end = Math.min(to, offset + MOST_RAW);
  return `${toHex(bytes, offset, end)}${end < to ? '…' : ''}`;
}
