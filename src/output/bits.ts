import type { Layer } from '../codec/packet.js';
import { byPacket, headLines } from './by-packet.js';
import type { Clean } from './clean.js';
import type { Format, Look } from './format.js';
import { titleLines } from './layer-title.js';
import { isHex, leavesOf, type Node, nodesOf } from './nodes.js';
import { noteLines } from './notes.js';
import { widthOf, wrapped } from './width.js';

/** Every bit of every byte once, at its place, and beside it what it says. */
export function bits(look: Look): Format {
  return byPacket(look, (packet, clean) => [
    ...headLines(packet, look, clean),
    ...packet.layers.flatMap((layer) => [
      ...titleLines(layer, look, clean),
      ...new LayerBits(layer, look, clean).lines(),
      ...noteLines(layer.notes, look, clean, ''),
    ]),
  ]);
}

/** Fewer columns than this, and a line has one byte, not two. */
const NARROW = 60;
/** Longer fields than these bytes have their letters beside them. */
const LONG = 8;
/** `0100 0101`, and two columns before the next. */
const BYTE = 9;
const GAP = 2;
const MOST_NAME = 24;
/** Values are no narrower, however narrow the line. */
const LEAST = 4;

class LayerBits {
  private readonly bytes: Uint8Array;
  private readonly nodes: readonly Node[];
  private readonly perLine: number;
  /** Columns of the offset, of all before the name, and of the name. */
  private readonly offset: number;
  private readonly before: number;
  private readonly name: number;
  /** The byte whose offset was told last. */
  private told = -1;

  constructor(
    private readonly layer: Layer,
    private readonly look: Look,
    private readonly clean: Clean,
  ) {
    this.bytes = layer.packet.bytes;
    this.nodes = nodesOf(layer);
    this.perLine = look.width < NARROW ? 1 : 2;
    this.offset = Math.max(4, String(this.bytes.length).length);
    this.before = this.offset + GAP + this.perLine * (BYTE + GAP);
    const most = Math.min(MOST_NAME, Math.floor((look.width - this.before) / 2));
    let longest = 0;
    for (const { name } of leavesOf(this.nodes))
      longest = Math.max(longest, widthOf(clean.of(name)));
    this.name = Math.min(most, longest);
  }

  lines(): string[] {
    return this.nodes.flatMap((node) => this.node(node));
  }

  /** What a group says as a whole stands above its bits. */
  private node(node: Node): string[] {
    const { inside, option, meaning, width } = node;
    if (!inside.length) return width > 0 ? this.leaf(node) : [];
    const parts = inside.flatMap((part) => this.node(part));
    if (option || meaning === undefined) return parts;
    const blank = ' '.repeat(this.before);
    return [...this.words(node, this.clean.of(meaning)).map((line) => blank + line), ...parts];
  }

  private leaf(leaf: Node): string[] {
    const { start, width } = leaf;
    const long = width > LONG * 8;
    const drawn: string[] = [];
    const perLine = long ? this.perLongLine() : this.perLine;
    const end = start + width;
    for (let bit = start; bit < end; ) {
      const byte = bit >> 3;
      const next = Math.min(end, (byte + perLine) * 8);
      drawn.push(this.drawn(byte, bit, next, perLine, long));
      bit = next;
    }
    const words = this.words(leaf, wordsOf(leaf, this.clean));
    const blank = ' '.repeat(this.before);
    if (long) return [...words.map((line) => blank + line), ...drawn.map((line) => line.trimEnd())];
    const lines: string[] = [];
    for (let i = 0; i < Math.max(words.length, drawn.length); i++) {
      lines.push(`${drawn[i] ?? blank}${words[i] ?? ''}`.trimEnd());
    }
    return lines;
  }

  private perLongLine(): number {
    const room = this.look.width - this.offset - GAP;
    return Math.max(1, Math.min(4, Math.floor(room / (BYTE + GAP + 1))));
  }

  /** A line's bits, and those before and behind them left blank. */
  private drawn(byte: number, from: number, to: number, count: number, long: boolean): string {
    const { paint } = this.look;
    const offset = byte === this.told ? '' : String(byte);
    this.told = (to - 1) >> 3;
    let text = '';
    let letters = '';
    for (let i = 0; i < count; i++) {
      for (let bit = (byte + i) * 8; bit < (byte + i + 1) * 8; bit++) {
        const own = bit >= from && bit < to;
        text += own ? ((this.bytes[bit >> 3] as number) >> (7 - (bit & 7))) & 1 : ' ';
        if ((bit & 7) === 3) text += ' ';
      }
      text += ' '.repeat(GAP);
      if (long && (byte + i) * 8 < to) letters += this.letter(this.bytes[byte + i] as number);
    }
    const own = text.trim();
    const lead = ' '.repeat(text.indexOf(own));
    const pad = ' '.repeat(text.length - lead.length - own.length);
    const painted = paint.layer(this.layer.index, own);
    return `${paint.dim(offset.padStart(this.offset))}  ${lead}${painted}${pad}${letters}`;
  }

  private letter(code: number): string {
    if (code >= 0x20 && code < 0x7f) return String.fromCharCode(code);
    return this.look.ascii ? '.' : '·';
  }

  /** Name, value and meaning, in as many lines as they take. */
  private words(leaf: Node, text: string): string[] {
    const { paint, width } = this.look;
    const { status } = leaf;
    const name = this.clean.of(leaf.name);
    const room = Math.max(LEAST, width - this.before - this.name - GAP);
    const said = wrapped(text, room);
    const painter = status === 'bad' ? paint.bad : status === 'good' ? paint.good : asIs;
    const names = pathLines(name, this.name);
    return Array.from({ length: Math.max(names.length, said.length) }, (_, i) => {
      const own = names[i] ?? '';
      const value = said[i] ?? '';
      const gap = ' '.repeat(Math.max(0, this.name - widthOf(own)) + GAP);
      return value ? `${own}${gap}${painter(value)}` : own;
    });
  }
}

const asIs = (text: string): string => text;

/** Long names are broken at their dots. */
function pathLines(name: string, width: number): string[] {
  const lines: string[] = [];
  let rest = name;
  while (rest.length > width) {
    const dot = rest.lastIndexOf('.', width - 1);
    const end = dot > 1 ? dot + 1 : width;
    lines.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return [...lines, rest];
}

const MOST_TEXT = 200;

function wordsOf(leaf: Node, clean: Clean): string {
  const { width, meaning, text, value, malformed, label } = leaf;
  const cut = [...text].length > MOST_TEXT ? `${[...text].slice(0, MOST_TEXT).join('')}…` : text;
  const bytes = `${width / 8} bytes`;
  const shown = isHex(leaf) && width > LONG * 8 ? bytes : text === value ? clean.own(cut) : cut;
  const said = [clean.of(shown), meaning === undefined ? '' : clean.of(meaning)];
  if (malformed) said.push(`malformed: ${clean.of(label)}`);
  return said.filter(Boolean).join('   ');
}
