import { getBits } from '../codec/bits.js';
import type { Layer, Packet } from '../codec/packet.js';
import { Clean } from './clean.js';
import type { Look } from './format.js';
import { isHex, type Node, nodesOf } from './nodes.js';
import { cutText, grouped, placeText } from './rows.js';
import { widthOf, wrapped } from './width.js';

/** A byte of a packet, or one bit of it. */
export interface BitPlace {
  readonly byte: number;
  readonly bit?: number;
}

/** `34`, `0x22`, `0x22.3` */
export function placeFrom(text: string): BitPlace {
  const found = /^(0x[\da-f]{1,8}|0|[1-9]\d{0,9})(?:\.([0-7]))?$/i.exec(text);
  if (!found) throw new RangeError(`a byte like 34, 0x22 or 0x22.3 is needed, not '${text}'`);
  const byte = Number(found[1]);
  return found[2] === undefined ? { byte } : { byte, bit: Number(found[2]) };
}

/** The fields that hold a byte, or one bit of it: where, what, and beside which others. */
export function at(packet: Packet, { byte, bit }: BitPlace, look: Look): string {
  const { bytes } = packet;
  const value = bytes[byte];
  if (value === undefined) {
    const range = bytes.length ? `has bytes 0 to ${bytes.length - 1}` : 'has no bytes';
    throw new RangeError(`byte ${byte} is not there: the packet ${range}`);
  }
  const from = byte * 8 + (bit ?? 0);
  const to = bit === undefined ? from + 8 : from + 1;
  const found = placesOf(packet);
  const here = found.filter(({ node }) => meets(node, from, to));
  const first = found.indexOf(here[0] as Found);
  const around = [found[first - 1], found[first + here.length]];
  const { layer } = here[0] as Found;
  const clean = new Clean(look);
  const binary = value.toString(2).padStart(8, '0');
  const bitSaid = bit === undefined ? '' : `, bit ${bit} is ${binary[bit]}`;
  const head = `byte ${byte} (${hex(byte)}) is ${hex(value)}, ${binary}${bitSaid}`;
  const { title } = layer.protocol;
  const inside = byte - layer.offset;
  const depth = inside ? `${inside} ${inside === 1 ? 'byte' : 'bytes'} into it` : 'its first byte';
  const lines = [
    look.paint.strong(head),
    ...wrapped(clean.of(`${title}, ${depth}`), look.width),
    '',
    ...table(
      here.flatMap(({ layer, node }) => linesOf(layer, node, from, to, clean)),
      layer.index,
      look,
    ),
    '',
    ...['before', 'after'].flatMap((word, i) => {
      const one = around[i];
      if (!one) return [];
      const { name } = one.layer.protocol;
      const text = `${word.padEnd(6)}  ${placeText(one.node)}  ${name}.${one.node.name}`;
      return wrapped(clean.of(text), look.width);
    }),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

interface Found {
  readonly layer: Layer;
  readonly node: Node;
}

/** The outermost fields of all layers, in the order of their bits. */
function placesOf({ layers }: Packet): Found[] {
  return layers
    .flatMap((layer) => nodesOf(layer).map((node) => ({ layer, node })))
    .filter(({ node }) => node.width > 0)
    .sort((a, b) => a.node.start - b.node.start);
}

const hex = (value: number): string => `0x${value.toString(16).padStart(2, '0')}`;

const meets = ({ start, width }: Node, from: number, to: number): boolean =>
  start < to && start + width > from;

interface Line {
  readonly place: string;
  readonly name: string;
  readonly value: string;
  readonly said: string;
}

/** The field, and what lies inside of it at that place. */
function linesOf(
  layer: Layer,
  node: Node,
  from: number,
  to: number,
  clean: Clean,
  depth = 0,
): Line[] {
  const { label, meaning, inside } = node;
  const said = meaning && meaning !== label ? `${label}: ${meaning}` : label;
  const line = {
    place: clean.of(placeText(node)),
    name: clean.of(`${'  '.repeat(depth)}${layer.protocol.name}.${node.name}`),
    value: clean.of(valueText(node, layer, clean)),
    said: clean.of(said),
  };
  const inner = inside.filter((one) => meets(one, from, to));
  return [line, ...inner.flatMap((one) => linesOf(layer, one, from, to, clean, depth + 1))];
}

function valueText(node: Node, layer: Layer, clean: Clean): string {
  const { value, text, start, width, option } = node;
  if (isHex(node)) return grouped(text);
  if (typeof value === 'object' && !option && width <= 32) {
    const bits = getBits(layer.packet.bytes, 0, start, width);
    return `0b${bits.toString(2).padStart(width, '0')}`;
  }
  return cutText(text, text === value, clean);
}

/** Names below names, values below values; what does not fit beside them goes below. */
function table(lines: readonly Line[], layer: number, { width, paint }: Look): string[] {
  const longest = (texts: readonly string[], most: number) =>
    Math.max(0, ...texts.map(widthOf).filter((size) => size <= most));
  const places = longest(
    lines.map(({ place }) => place),
    width,
  );
  const names = longest(
    lines.map(({ name }) => name),
    width,
  );
  const values = longest(
    lines.map(({ value }) => value),
    LONG,
  );
  return lines.flatMap(({ place, name, value, said }) => {
    const start = `${paint.layer(layer, place.padEnd(places))}  ${name}`;
    const rest = `${padded(value, values)}  ${said}`;
    if (places + 2 + names + 2 + widthOf(rest) <= width) {
      return [`${start}${' '.repeat(names - name.length)}  ${rest}`];
    }
    const lead = ' '.repeat(Math.min(places + 4, width >> 1));
    const below = wrapped(`${value}  ${said}`, Math.max(8, width - lead.length));
    return [start, ...below.map((text) => `${lead}${text}`)];
  });
}

const LONG = 24;

const padded = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - widthOf(text)));
