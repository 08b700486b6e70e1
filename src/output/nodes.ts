import type { Annotation } from '../codec/annotate.js';
import { toHex } from '../codec/hex.js';
import type { Layer } from '../codec/packet.js';
import { type Branch, branchesOf } from './branches.js';

/**
 * A field, a group of them, or an option. What lies inside fills it without a gap, so that those
 * with nothing inside hold each bit of a layer once.
 */
export interface Node {
  readonly name: string;
  readonly label: string;
  /** From the packet's first bit. */
  readonly start: number;
  readonly width: number;
  readonly value: unknown;
  readonly text: string;
  readonly meaning: string | undefined;
  /** The same in a word, where there is one. */
  readonly brief: string | undefined;
  readonly status: string | undefined;
  /** One of a list of options: a type, mostly a length, and what these announce. */
  readonly option: boolean;
  /** Bytes that no declared form fits. */
  readonly malformed: boolean;
  readonly inside: Node[];
}

/** The fields of a layer, in the order of their bits. */
export function nodesOf({ annotations, packet }: Layer): Node[] {
  return nodesIn(annotations, packet.bytes);
}

export function nodesIn(annotations: readonly Annotation[], bytes: Uint8Array): Node[] {
  const made = ({ a, inside }: Branch): Node => {
    const node = nodeOf(a);
    for (const one of inside) node.inside.push(made(one));
    fill(node, bytes);
    return node;
  };
  return branchesOf(annotations).map(made);
}

/** Those with nothing inside. */
export function leavesOf(nodes: readonly Node[], found: Node[] = []): Node[] {
  for (const node of nodes) {
    if (node.inside.length) leavesOf(node.inside, found);
    else if (node.width > 0) found.push(node);
  }
  return found;
}

/** Bytes as they stand, of which nobody knows more. */
export const isHex = ({ value, width, text }: Node): boolean =>
  width > 0 && value === text && text.length * 4 === width && /^[\da-f]+$/.test(text);

function nodeOf(a: Annotation): Node {
  const { name, label, width } = a;
  const option = typeof a.value === 'object' && /\.\d+$/.test(name);
  const raw = option && (a.value as { raw?: string }).raw !== undefined;
  return {
    name,
    label,
    start: a.offset * 8 + a.bit,
    width,
    value: raw ? a.raw : a.value,
    text: raw ? a.raw : a.text,
    meaning: a.meaning,
    brief: undefined,
    status: a.status,
    option,
    malformed: raw || name === 'raw' || name.endsWith('_raw'),
    inside: [],
  };
}

/** Fills the gaps: type and length of an option, and what no field of it holds. */
function fill(node: Node, bytes: Uint8Array): void {
  const { inside, option, malformed, start, width } = node;
  if (malformed || (!option && !inside.length)) return;
  const known = inside.splice(0);
  const end = start + width;
  let at = start;
  const fillTo = (to: number, last: boolean) => {
    const parts: Part[] = option ? partsOf(node, at, to, last, bytes) : [['rest', to - at]];
    for (const [key, size] of parts) {
      inside.push(partOf(node, key, at, size, bytes));
      at += size;
    }
  };
  for (const one of known) {
    if (one.start > at) fillTo(one.start, false);
    inside.push(one);
    at = Math.max(at, one.start + one.width);
  }
  if (at < end) fillTo(end, true);
}

/** Key and bits. */
type Part = readonly [string, number];

/** What fills a gap in an option. */
function partsOf(node: Node, at: number, to: number, last: boolean, bytes: Uint8Array): Part[] {
  const value = node.value as Record<string, unknown>;
  const keys = Object.keys(value);
  const type = keys[0] ?? 'type';
  const found: Part[] = [];
  let left = to - at;
  const take = (key: string, size: number) => {
    if (left <= 0 || size <= 0) return;
    found.push([key, Math.min(size, left)]);
    left -= size;
  };
  const single = keys.length > 1 && value.padding !== undefined && to === node.start + node.width;
  if (at === node.start) {
    const byte = at / 8;
    // A type of two bytes has a length of two.
    const two = (((bytes[byte] as number) << 8) | (bytes[byte + 1] as number)) === value[type];
    const size = two && left >= 32 ? 16 : 8;
    take(type, size);
    if (!(single && value[type] === 0)) take('length', size);
  } else if (!last) {
    take('length', left);
  }
  if (last && !node.inside.length) {
    const rest = keys.find((key) => key !== type && key !== 'name' && key !== 'padding');
    const data = rest === undefined ? undefined : value[rest];
    if (rest !== undefined && typeof data === 'string') take(rest, data.length * 4);
  }
  take('padding', left);
  return found;
}

function partOf(node: Node, key: string, start: number, width: number, bytes: Uint8Array): Node {
  const raw = toHex(bytes, start / 8, (start + width) / 8);
  const number = width <= 16 && key !== 'padding' && key !== 'data';
  const text = number ? String(Number.parseInt(raw, 16)) : raw;
  return {
    name: `${node.name}.${key}`,
    label: key.charAt(0).toUpperCase() + key.slice(1).replaceAll('_', ' '),
    start,
    width,
    value: number ? Number(text) : raw,
    text,
    meaning: start === node.start ? node.label : undefined,
    brief: start === node.start ? (node.value as { name?: string }).name : undefined,
    status: undefined,
    option: false,
    malformed: false,
    inside: [],
  };
}
