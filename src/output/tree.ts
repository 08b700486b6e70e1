import type { Layer, Packet } from '../codec/packet.js';
import { linkTypes } from '../registries/link-types.js';
import { byPacket } from './by-packet.js';
import type { Clean } from './clean.js';
import type { Format, Look } from './format.js';
import { isHex, type Node, nodesOf } from './nodes.js';
import { noteLines } from './notes.js';
import { widthOf, wrapped } from './width.js';

const STEP = '    ';

/** Every field in a line of its own, indented by what it is a part of. */
export function tree(look: Look): Format {
  return byPacket(look, (packet, clean) => {
    const writer = new TreeWriter(packet, look, clean);
    writer.frame();
    for (const layer of packet.layers) writer.layer(layer);
    return writer.lines;
  });
}

class TreeWriter {
  readonly lines: string[] = [];

  constructor(
    private readonly packet: Packet,
    private readonly look: Look,
    private readonly clean: Clean,
  ) {}

  frame(): void {
    const { frame } = this.packet;
    const { len, caplen, time, linktype, comments } = frame;
    this.add(0, `Frame ${frame.number ?? 1}: ${len} bytes on the wire, ${caplen} captured`);
    if (time !== undefined) this.add(1, `Time: ${time} s since 1970`);
    if (linktype !== undefined) {
      const name = linkTypes.textOf(linktype);
      this.add(1, `Link type: ${linktype}${name === undefined ? '' : ` (${name})`}`);
    }
    if (frame.interface !== undefined) this.add(1, this.clean.own(`Interface: ${frame.interface}`));
    for (const comment of comments ?? []) this.add(1, this.clean.own(`Comment: ${comment}`));
  }

  layer(layer: Layer): void {
    const { title } = layer.protocol;
    const { summary, index } = layer;
    const line = this.clean.of(summary ? `${title}, ${summary}` : title);
    this.add(0, line, (text) => this.look.paint.layer(index, text));
    this.nodes(nodesOf(layer), '', 1);
    this.lines.push(...noteLines(layer, this.look, this.clean, STEP));
  }

  /** An entry of a list of structures gets a line before its first field. */
  private nodes(nodes: readonly Node[], around: string, depth: number): void {
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
    const drawn = bitsOf(node, within, this.packet.bytes);
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

  private add(depth: number, text: string, paint: (text: string) => string = asIs): void {
    const indent = STEP.repeat(Math.min(depth, 5));
    const room = Math.max(16, this.look.width - indent.length);
    if (widthOf(text) <= room) {
      this.lines.push(indent + paint(text));
      return;
    }
    wrapped(text, room - 2).forEach((line, i) => {
      this.lines.push(`${indent}${i ? '  ' : ''}${paint(line)}`);
    });
  }
}

const asIs = (text: string): string => text;

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
  const number = Number(keys[keys.length - 2]) + 1;
  const key = keys[keys.length - 3] ?? '';
  return `${key.charAt(0).toUpperCase()}${key.slice(1).replaceAll('_', ' ')} ${number}`;
}

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
