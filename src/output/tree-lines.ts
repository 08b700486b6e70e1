import type { Clean } from './clean.js';
import type { Look } from './format.js';
import { isHex, type Node } from './nodes.js';
import { widthOf, wrapped } from './width.js';

export const STEP = '    ';
/** Lines that lie deeper are not moved further to the right. */
const DEEPEST = 5;
/** Columns that a line has in any case. */
const NARROW = 16;

const asIs = (text: string): string => text;

export const indentOf = (depth: number): string => STEP.repeat(Math.min(depth, DEEPEST));
/** Columns behind the indentation. */
export const roomAt = ({ width }: Look, depth: number): number =>
  Math.max(NARROW, width - indentOf(depth).length);

/** Fields in lines of their own, indented by what they are a part of. */
export class TreeLines {
  readonly lines: string[] = [];

  constructor(
    private readonly bytes: Uint8Array,
    private readonly look: Look,
    readonly clean: Clean,
  ) {}

  add(depth: number, text: string, paint: (text: string) => string = asIs): void {
    const indent = indentOf(depth);
    const room = roomAt(this.look, depth);
    if (widthOf(text) <= room) {
      this.lines.push(indent + paint(text));
      return;
    }
    wrapped(text, room - 2).forEach((line, i) => {
      this.lines.push(`${indent}${i ? '  ' : ''}${paint(line)}`);
    });
  }

  /** An entry of a list of structures gets a line before its first field. */
  nodes(nodes: readonly Node[], around: string, depth: number): void {
    let open: readonly string[] = [];
    for (const node of nodes) {
      const entries = entriesOf(node, around);
      entries.forEach((entry, i) => {
        if (entry === open[i]) return;
        const outer = entries[i - 1] ?? around;
        this.add(depth + i, this.clean.of(titleOf(entry.slice(outer.length))));
      });
      open = entries;
      this.node(node, depth + entries.length);
    }
  }

  private node(node: Node, depth: number): void {
    this.field(node, depth);
    if (!node.option) {
      for (const part of node.inside) this.field(part, depth + 1, node);
    } else {
      this.nodes(node.inside, `${node.name}.`, depth + 1);
    }
  }

  private field(node: Node, depth: number, within: Node = node): void {
    const { clean, look } = this;
    const drawn = bitsOf(node, within, this.bytes);
    const label = clean.of(labelOf(node));
    const said = wordsOf(node, clean);
    const lead = drawn && `${drawn} = `;
    const { status } = node;
    const paint = status === 'bad' ? look.paint.bad : status === 'good' ? look.paint.good : asIs;
    const colon = node.option && !node.malformed ? ', ' : ': ';
    const whole = said ? `${lead}${label}${colon}${said}` : `${lead}${label}`;
    const room = look.width - depth * STEP.length;
    if (isHex(node) && widthOf(whole) > room) {
      const tail = clean.of(`… (${node.width / 8} bytes)`);
      const left = Math.max(8, room - lead.length - widthOf(label) - 2 - tail.length);
      this.add(depth, `${lead}${label}: ${said.slice(0, left - (left % 2))}${tail}`);
    } else {
      this.add(depth, whole, paint);
    }
  }
}

/** The entries of lists in which a field is, from the outermost on: `answers.0.` */
function entriesOf({ name }: Node, around: string): readonly string[] {
  if (!/\.\d/.test(name)) return NONE;
  const found: string[] = [];
  for (const { index, 0: text } of name.slice(around.length).matchAll(/\.\d+(?=\.)/g)) {
    found.push(name.slice(0, around.length + index + text.length + 1));
  }
  return found;
}
const NONE: readonly string[] = [];

/** `answers.0.` is "Answers 1". */
function titleOf(path: string): string {
  const keys = path.split('.');
  return entryTitle(keys[keys.length - 3] ?? '', Number(keys[keys.length - 2]));
}

export const entryTitle = (key: string, index: number): string =>
  `${key.charAt(0).toUpperCase()}${key.slice(1).replaceAll('_', ' ')} ${index + 1}`;

const labelOf = ({ label, option, malformed }: Node): string =>
  option ? `Option: ${label}${malformed ? ', malformed' : ''}` : label;

/** The value and what it means. */
function wordsOf(node: Node, clean: Clean): string {
  const { value, width, option, malformed, inside, meaning, text, status } = node;
  if (option && !malformed) return `${width / 8} ${width === 8 ? 'byte' : 'bytes'}`;
  if (typeof value === 'boolean') return value ? 'set' : 'not set';
  const shown = inside.length ? clean.of(text) : text === value ? clean.own(text) : clean.of(text);
  if (meaning === undefined) return shown;
  const said = clean.of(meaning);
  if (inside.length) return said;
  if (status !== undefined) return `${shown} [${said}]`;
  return said.includes('(') ? `${shown}, ${said}` : `${shown} (${said})`;
}

/** Bits of a field that fills no bytes, drawn in the bytes in which they are: `0100 ....` */
function bitsOf(node: Node, within: Node, bytes: Uint8Array): string {
  const { start, width } = node;
  if (width === 0 || width > 32 || (start % 8 === 0 && width % 8 === 0 && node === within))
    return '';
  const from = Math.floor(within.start / 8) * 8;
  const to = Math.ceil((within.start + within.width) / 8) * 8;
  if (to - from > 64) return '';
  const places = patternOf(start - from, width, to - from);
  let text = '';
  let bit = from;
  for (const place of places) {
    if (place === ' ') {
      text += place;
      continue;
    }
    text += place === '.' ? place : ((bytes[bit >> 3] as number) >> (7 - (bit & 7))) & 1;
    bit++;
  }
  return text;
}

const patterns = new Map<number, string>();

/** `bbbb ....`: made once for each place. */
function patternOf(at: number, width: number, total: number): string {
  const key = (at * 64 + width) * 128 + total;
  let pattern = patterns.get(key);
  if (pattern === undefined) {
    const bits = Array.from({ length: total }, (_, i) => {
      const own = i >= at && i < at + width ? 'b' : '.';
      return i % 4 === 3 && i + 1 < total ? `${own} ` : own;
    });
    pattern = bits.join('');
    patterns.set(key, pattern);
  }
  return pattern;
}
