import { type Annotation, annotateSome } from '../codec/annotate.js';
import { getBits } from '../codec/bits.js';
import type { Layer } from '../codec/packet.js';
import { getPath } from '../codec/paths.js';
import type { Trace } from '../codec/reading.js';

/** A field of a layer, and the fields inside it; what is said of it is found when asked for. */
export class FieldNode {
  readonly inside: FieldNode[] = [];
  private told: Annotation | undefined;

  constructor(
    readonly layer: Layer,
    /** Its path. */
    readonly name: string,
    /** Among those that stand beside it; entries of one list share it. */
    readonly key: string,
    readonly entry: boolean,
    /** In bits from the packet's first one. */
    readonly start: number,
    public end: number,
    /** Undefined: an entry of a list of structures, which is made up of its fields. */
    readonly from: Trace | Annotation | undefined,
  ) {}

  /** Wireshark's name. */
  get filter(): string {
    const { from, layer, name } = this;
    if (from && 'filter' in from) return from.filter;
    const own = from && 'field' in from ? from.field.filter : undefined;
    return own ?? [layer.protocol.name, ...name.split('.').filter(isKey)].join('.');
  }

  get value(): unknown {
    return this.from?.value;
  }

  /** The verdict on a checksum. */
  get status(): string | undefined {
    const keys = this.name.split('.');
    const said = getPath(this.layer.fields, [...keys.slice(0, -1), `${keys.at(-1)}_status`]);
    return typeof said === 'string' ? said : undefined;
  }

  get annotation(): Annotation {
    this.told ??= this.tell();
    return this.told;
  }

  private tell(): Annotation {
    const { from, layer, name, filter, start, end, inside } = this;
    if (from && 'filter' in from) return from;
    const own = from && annotateSome(layer, [from as Trace], layer.fields)[0];
    if (own) return own;
    const value = inside.map(({ annotation }) => annotation.text).filter(Boolean);
    return {
      name,
      filter,
      label: filter,
      depth: 0,
      offset: Math.floor(start / 8),
      bit: start % 8,
      width: end - start,
      raw: '',
      value,
      text: value.join(' '),
    };
  }
}

const isKey = (key: string): boolean => key !== '' && !/^\d+$/.test(key);

/** The fields of a layer as a tree. Those at the top hold each bit of the layer once. */
export function nodesOf(layer: Layer): FieldNode[] {
  const top: FieldNode[] = [];
  const open: FieldNode[] = [];
  const add = (name: string, start: number, width: number, from: Trace | Annotation): void => {
    while (open.length && !name.startsWith(`${open.at(-1)?.name}.`)) open.pop();
    const outer = open.at(-1);
    const around = outer ? outer.name.length + 1 : 0;
    open.push(
      place({ layer, name, start, end: start + width, from }, around, outer?.inside ?? top),
    );
  };
  let at = layer.offset * 8;
  const all = layer.trace();
  for (const { bit, width } of all) if (bit < layer.body * 8) at = Math.max(at, bit + width);
  if (at < layer.body * 8) {
    // What could not be read stands there too.
    for (const one of layer.annotations) add(one.name, one.offset * 8 + one.bit, one.width, one);
  } else {
    for (const one of all) add(one.path.join('.'), one.bit, one.width, one);
  }
  return top;
}

interface Place {
  readonly layer: Layer;
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly from: Trace | Annotation;
}

/** Puts it among the others, or into the entry that it is a field of: `answers.0.ttl`. */
function place(one: Place, around: number, among: FieldNode[]): FieldNode {
  const { layer, name, start, end, from } = one;
  const rest = name.slice(around);
  const [whole, list = rest] = /^(.*?)\.\d+(?=\.|$)/.exec(rest) ?? [];
  if (whole === undefined || whole === rest) {
    const node = new FieldNode(layer, name, list, whole !== undefined, start, end, from);
    among.push(node);
    return node;
  }
  const own = name.slice(0, around + whole.length);
  let entry = among.at(-1);
  if (entry?.name !== own) {
    entry = new FieldNode(layer, own, list, true, start, end, undefined);
    among.push(entry);
  }
  entry.end = Math.max(entry.end, end);
  return place(one, own.length + 1, entry.inside);
}

/** `tcp.options.mss`: which option it is. */
export function optionName({ value, entry }: FieldNode): string | undefined {
  if (!entry || typeof value !== 'object' || value === null) return undefined;
  const { name } = value as { name?: string };
  if (name !== undefined) return name;
  const [kind] = Object.entries(value);
  return kind?.join(' ');
}

/** Its own names: Wireshark's, that of its keys, and that of an option. */
export function namesOf(node: FieldNode): string[] {
  const { filter, name, layer } = node;
  const names = [filter, [layer.protocol.name, ...name.split('.').filter(isKey)].join('.')];
  const option = optionName(node);
  return option === undefined ? names : [...names, `${filter}.${option}`];
}

/** The same bits. */
export function sameBits(a: FieldNode, b: FieldNode): boolean {
  return sameRange(a, a.start, a.end, b, b.start, b.end);
}

const SHARE = 32;

function sameRange(
  a: FieldNode,
  from: number,
  to: number,
  b: FieldNode,
  start: number,
  end: number,
): boolean {
  if (to - from !== end - start) return false;
  const [x, y] = [a.layer.packet.bytes, b.layer.packet.bytes];
  if (from % 8 === 0 && start % 8 === 0 && to % 8 === 0) {
    for (let i = from / 8, j = start / 8; i < to / 8; i++, j++) if (x[i] !== y[j]) return false;
    return true;
  }
  for (let at = 0; at < to - from; at += SHARE) {
    const size = Math.min(SHARE, to - from - at);
    if (getBits(x, 0, from + at, size) !== getBits(y, 0, start + at, size)) return false;
  }
  return true;
}

/**
 * The same bits apart from those of the fields inside, behind as many of these: an option's type
 * and length, and what fills up.
 */
export function sameAround(a: FieldNode, b: FieldNode): boolean {
  const [gapsA, gapsB] = [gapsOf(a), gapsOf(b)];
  return (
    gapsA.length === gapsB.length &&
    gapsA.every(([from, to, behind], i) => {
      const [start, end, count] = gapsB[i] as Gap;
      return behind === count && sameRange(a, from, to, b, start, end);
    })
  );
}

type Gap = readonly [from: number, to: number, behind: number];

function gapsOf({ inside, start, end }: FieldNode): Gap[] {
  const gaps: Gap[] = [];
  let at = start;
  for (const [i, one] of inside.entries()) {
    if (one.start > at) gaps.push([at, one.start, i]);
    at = Math.max(at, one.end);
  }
  if (end > at) gaps.push([at, end, inside.length]);
  return gaps;
}
