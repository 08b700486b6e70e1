import type { Annotation } from '../codec/annotate.js';
import { type Branch, branchesOf } from './branches.js';
import type { Clean } from './clean.js';

/** One line of a table, in words that may be shown. */
export interface Row {
  readonly depth: number;
  /** From the packet's first bit. */
  readonly start: number;
  readonly width: number;
  readonly name: string;
  readonly value: string;
  readonly meaning: string;
  readonly status: string | undefined;
  /** Bytes of nothing but zeros. */
  readonly idle: boolean;
}

/** What a row is made of; an entry of a list of structures has no annotation of its own. */
interface Node {
  readonly a: Annotation;
  readonly inside: Node[];
  readonly entry: boolean;
}

/** The rows of a layer. Those of depth 0 hold each of its bits once. */
export function rowsOf(annotations: readonly Annotation[], clean: Clean): Row[] {
  const rows: Row[] = [];
  for (const node of treeOf(branchesOf(annotations))) addRows(node, 0, '', clean, rows);
  return rows;
}

/** With entries of lists around their fields; names count from `from` letters on. */
function treeOf(branches: readonly Branch[], from = 0): Node[] {
  const nodes: Node[] = [];
  for (const { a, inside } of branches) {
    const node = { a, inside: treeOf(inside, a.name.length + 1), entry: false };
    place(node, nodes, from);
  }
  return nodes;
}

/** Puts it among the others, or into the entry that it is a field of: `answers.0.ttl`. */
function place(node: Node, among: Node[], from: number): void {
  const { name } = node.a;
  const found = /\.\d+(?=\.)/.exec(name.slice(from));
  if (!found) {
    among.push(node);
    return;
  }
  const end = from + found.index + found[0].length;
  let entry = among[among.length - 1];
  if (!entry?.entry || entry.a.name !== name.slice(0, end)) {
    entry = { a: { ...node.a, name: name.slice(0, end) }, inside: [], entry: true };
    among.push(entry);
  }
  place(node, entry.inside, end + 1);
}

function addRows(node: Node, depth: number, around: string, clean: Clean, rows: Row[]): void {
  const { a, inside } = node;
  const name = a.name.slice(around.length);
  if (node.entry) {
    addEntry(node, depth, around, clean, rows);
  } else if (inside.length === 0) {
    rows.push(row(a, depth, name, valueText(a, clean), meaningOf(a), clean));
  } else if (isGroup(node)) {
    const flags = inside.some(({ a: { value } }) => typeof value === 'boolean');
    if (flags) addFlags(node, depth, name, clean, rows);
    else if (a.meaning !== undefined && !isIdle(a)) addNumbers(node, depth, name, clean, rows);
    else for (const one of inside) addRows(one, depth, around, clean, rows);
  } else {
    addOption(node, depth, name, clean, rows);
  }
}

/** The fields of one entry below a row that says where it is. */
function addEntry(node: Node, depth: number, around: string, clean: Clean, rows: Row[]): void {
  const { a, inside } = node;
  const last = inside[inside.length - 1];
  if (inside.length === 1 || !last) {
    for (const one of inside) addRows(one, depth, around, clean, rows);
    return;
  }
  const width = endOf(last) - startOf(a);
  const whole = { ...a, width, raw: '', status: '' };
  rows.push(row(whole, depth, a.name.slice(around.length), '', '', clean));
  for (const one of inside) addRows(one, depth + 1, `${a.name}.`, clean, rows);
}

const startOf = ({ offset, bit }: Annotation): number => offset * 8 + bit;

function endOf({ a, inside, entry }: Node): number {
  const last = inside[inside.length - 1];
  return entry && last ? endOf(last) : startOf(a) + a.width;
}

/** Its parts fill it: an option has a type and a length besides. */
function isGroup({ a, inside }: Node): boolean {
  return inside.reduce((sum, one) => sum + one.a.width, 0) === a.width;
}

/** All bits in one row, those that are set in rows of their own below. */
function addFlags(node: Node, depth: number, name: string, clean: Clean, rows: Row[]): void {
  const { a, inside } = node;
  rows.push(row(a, depth, name, bitsText(a), flagsText(a), clean));
  for (const { a: part } of inside) {
    if (part.value === false || part.value === 0) continue;
    const inner = part.name.slice(a.name.length + 1);
    rows.push(row(part, depth + 1, inner, part.text, part.meaning ?? part.label, clean));
  }
}

/** `SYN: asks for a connection` */
function flagsText(a: Annotation): string {
  const { meaning = '', text, value } = a;
  const keys = value as object;
  const words = text.split(' ');
  // Keys are no words for people where the declaration has better ones.
  const own = words.every((word) => (word.split('=', 1)[0] ?? '') in keys);
  const set = own ? words.filter((word) => word && !word.endsWith('=0')).join(' ') : text;
  if (!meaning) return set || 'none set';
  if (own || text === bitsText(a) || meaning.startsWith(text)) return meaning;
  return `${text}: ${meaning}`;
}

/** Numbers that also say something together. */
function addNumbers(node: Node, depth: number, name: string, clean: Clean, rows: Row[]): void {
  const { a, inside } = node;
  rows.push(row(a, depth, name, bitsText(a), a.meaning ?? '', clean));
  for (const one of inside) addRows(one, depth + 1, `${a.name}.`, clean, rows);
}

/** One value stands in the option's own row, more of them below it. */
function addOption(node: Node, depth: number, name: string, clean: Clean, rows: Row[]): void {
  const { a, inside } = node;
  const [only] = inside;
  if (only && inside.length === 1 && only.inside.length === 0 && isShort(only.a)) {
    const said = [a.label, meaningOf(only.a)].filter(Boolean).join(': ');
    const value = `${kindOf(a)} ${valueText(only.a, clean)}`;
    rows.push(
      row({ ...a, raw: a.raw, status: only.a.status ?? '' }, depth, name, value, said, clean),
    );
    return;
  }
  rows.push(row(a, depth, name, kindOf(a), a.meaning ?? a.label, clean));
  for (const one of inside) addRows(one, depth + 1, `${a.name}.`, clean, rows);
}

/** `mss`, or `kind 9` where it has no name. */
const kindOf = ({ text, value }: Annotation): string => {
  const { name } = value as { name?: string };
  return name ?? text.split(' ', 2).join(' ');
};

const SHORT = 40;
const isShort = ({ text }: Annotation): boolean => text.length <= SHORT;

function row(
  a: Annotation,
  depth: number,
  name: string,
  value: string,
  meaning: string,
  clean: Clean,
): Row {
  return {
    depth,
    start: startOf(a),
    width: a.width,
    name: clean.of(name),
    value: clean.of(value),
    meaning: clean.of(meaning),
    status: a.status || undefined,
    idle: a.width > 8 && isIdle(a),
  };
}

/** Nothing but zeros. */
const isIdle = (a: Annotation): boolean => /^(0b)?0+$/.test(isBytes(a) ? a.text : a.raw);

/** Letters that a value may have before it is cut: all of it stands in JSON. */
const MOST_TEXT = 160;
const MOST_BYTES = 32;

function valueText(a: Annotation, clean: Clean): string {
  return isBytes(a) ? grouped(a.text) : cutText(a.text, a.text === a.value, clean);
}

/** Hex digits in groups of four bytes. */
export function grouped(hex: string): string {
  const shown = hex.slice(0, 2 * MOST_BYTES).match(/.{1,8}/g) ?? [];
  return `${shown.join(' ')}${hex.length > 2 * MOST_BYTES ? '…' : ''}`;
}

/** `own`: it is the packet's own text. */
export function cutText(text: string, own: boolean, clean: Clean): string {
  const head = text.length > MOST_TEXT ? wholeLetters(text, MOST_TEXT - 1) : text;
  const shown = own ? clean.own(head) : head;
  return head === text ? shown : `${shown}…`;
}

/** Some letters are two units of UTF-16. */
function wholeLetters(text: string, most: number): string {
  return text.slice(0, /[\ud800-\udbff]/.test(text.charAt(most - 1)) ? most - 1 : most);
}

/** Bytes as they stand, which nothing says more about. */
function isBytes({ value, text, width }: Annotation): boolean {
  return width > 0 && value === text && text.length * 4 === width && !NO_HEX.test(text);
}
const NO_HEX = /[^\da-f]/;

function meaningOf(a: Annotation): string {
  if (a.meaning !== undefined || !isBytes(a) || a.width < 24) return a.meaning ?? '';
  const count = `${a.width / 8} bytes`;
  const text = readable(a.text);
  return text === undefined ? count : `${count}: ${text}`;
}

const TEXT_BYTES = 48;

/** What letters there are, if there are hardly any other bytes. */
function readable(hex: string): string | undefined {
  const all = hex.slice(0, 2 * TEXT_BYTES).match(/../g) ?? [];
  const codes = all.map((two) => Number.parseInt(two, 16));
  const isLetter = (code: number) => code >= 0x20 && code < 0x7f;
  if (codes.filter(isLetter).length < codes.length * 0.8) return undefined;
  const text = codes.map((code) => (isLetter(code) ? String.fromCharCode(code) : '·')).join('');
  return hex.length > 2 * TEXT_BYTES ? `${text}…` : text;
}

/** `0b010`, and `0x002` where there are too many to count. */
function bitsText({ raw, bit, width }: Annotation): string {
  const inHex = bit === 0 && width % 8 === 0;
  if (width > 8 && width % 4 === 0) {
    const nibble = (four: string) => Number.parseInt(four, 2).toString(16);
    return `0x${inHex ? raw : raw.slice(2).replace(/..../g, nibble)}`;
  }
  return inHex ? `0b${Number.parseInt(raw, 16).toString(2).padStart(width, '0')}` : raw;
}

const span = (from: number, to: number): string => (to > from ? `${from}–${to}` : `${from}`);

/** `14`, `16–17`: bytes from the packet's first one. */
export function bytesText({ start, width }: Pick<Row, 'start' | 'width'>): string {
  return width === 0 ? '' : span(start >> 3, (start + width - 1) >> 3);
}

/** `0–3`, `3–15`: bits from the first byte's first one; empty where whole bytes are filled. */
export function bitsOf({ start, width }: Pick<Row, 'start' | 'width'>): string {
  if (width === 0 || (start % 8 === 0 && width % 8 === 0)) return '';
  return span(start % 8, (start % 8) + width - 1);
}

/** `14`, `14.0–3`, `20.3–21.7`: both in one. */
export function placeText(row: Pick<Row, 'start' | 'width'>): string {
  const bits = bitsOf(row);
  if (bits === '') return bytesText(row);
  const first = row.start;
  const last = first + row.width - 1;
  const from = `${first >> 3}.${first % 8}`;
  if (first === last) return from;
  return `${from}–${last >> 3 === first >> 3 ? '' : `${last >> 3}.`}${last % 8}`;
}
