import type { Annotation } from '../codec/annotate.js';
import type { Layer, Packet } from '../codec/packet.js';
import { getPath } from '../codec/paths.js';
import { type Alignment, align, type Pair } from './align.js';
import { compareFrames, type FrameChange } from './frames.js';
import { Ignore } from './ignore.js';
import { type FieldNode, namesOf, nodesOf, optionName, sameAround, sameBits } from './nodes.js';

/** A field that is not the same in both, or that only one has. */
export interface FieldChange {
  readonly kind: 'field';
  /** Wireshark's name. */
  readonly name: string;
  readonly a: Annotation | undefined;
  readonly b: Annotation | undefined;
  readonly ignored: boolean;
}

/** A layer that only one has. */
export interface LayerChange {
  readonly kind: 'layer';
  readonly a: Layer | undefined;
  readonly b: Layer | undefined;
  readonly ignored: boolean;
}

export type Change = FieldChange | LayerChange;

/** A checksum whose bytes are the same, and which checks in one only. */
interface VerdictChange {
  readonly name: string;
  readonly a: Annotation;
  readonly b: Annotation;
}

/** A layer of both, or of one, and what is not the same. */
export interface Part {
  readonly a: Layer | undefined;
  readonly b: Layer | undefined;
  readonly changes: readonly Change[];
  readonly verdicts: readonly VerdictChange[];
  /** Layers that only one has: the other has the same bytes there, read as something else. */
  readonly reread: boolean;
}

/** Bytes of both that stand at the same place of the same thing: where columns meet. */
export type Anchor = readonly [a: number, b: number];

export interface Compared {
  readonly a: Packet;
  readonly b: Packet;
  readonly parts: readonly Part[];
  readonly frame: readonly FrameChange[];
  readonly anchors: readonly Anchor[];
}

/** Two packets, layer by layer and field by field. */
export function compare(
  a: Packet,
  b: Packet,
  { ignore = new Ignore(), frame = false }: { ignore?: Ignore; frame?: boolean } = {},
): Compared {
  const walk = new Walk(ignore);
  const pairs = align(a.layers.filter(hasBytes), b.layers.filter(hasBytes), LAYERS);
  const parts = pairs.map(([x, y], i) => walk.part(x, y, isReread(pairs, i)));
  const frames = frame ? compareFrames(a.frame, b.frame, ignore) : [];
  return { a, b, parts, frame: frames, anchors: walk.anchors };
}

const hasTail = ({ protocol, tailStart, end }: Layer): boolean =>
  protocol.plan.tail !== undefined && end > tailStart;

const hasBytes = (layer: Layer): boolean => layer.body > layer.offset || hasTail(layer);

/** More layers in both count more than likeness of any of them. */
const BOTH = 10_000;
const LIKENESS = 100;
const LOOKED_AT = 64;

const LAYERS: Alignment<Layer> = {
  worth: (a, b) => (kindOf(a) === kindOf(b) ? BOTH + LIKENESS * likeness(a, b) : 0),
  equal: (a, b) => kindOf(a) === kindOf(b) && likeness(a, b) === 1,
  before: (a, b) => (kindOf(a) === kindOf(b) ? a.length < b.length : kindOf(a) < kindOf(b)),
};

/** Surplus bytes lie behind what is around them: beside a payload they would cross a tail. */
const kindOf = ({ protocol, after }: Layer): string =>
  after === undefined ? protocol.name : `${protocol.name} surplus`;

/** The share of equal bytes in the headers. */
function likeness(a: Layer, b: Layer): number {
  const most = Math.max(a.length, b.length);
  const size = Math.min(a.length, b.length, LOOKED_AT);
  if (most === 0) return 1;
  let same = 0;
  for (let i = 0; i < size; i++) {
    if (a.packet.bytes[a.offset + i] === b.packet.bytes[b.offset + i]) same++;
  }
  return most <= LOOKED_AT || same < size ? same / Math.min(most, LOOKED_AT) : size / most;
}

/** The same bytes, and the same verdicts on them: most layers of most packets. */
function isAlike(a: Layer, b: Layer): boolean {
  const { seals, tailComputed } = a.protocol.plan;
  return (
    a.protocol === b.protocol &&
    sameBytes(a, a.offset, a.body, b, b.offset, b.body) &&
    sameBytes(a, a.tailStart, a.end, b, b.tailStart, b.end) &&
    [...seals, ...tailComputed].every(
      ({ status }) => getPath(a.fields, status) === getPath(b.fields, status),
    )
  );
}

function sameBytes(
  a: Layer,
  from: number,
  to: number,
  b: Layer,
  start: number,
  end: number,
): boolean {
  if (to - from !== end - start) return false;
  const [x, y] = [a.packet.bytes, b.packet.bytes];
  for (let i = from, j = start; i < to; i++, j++) if (x[i] !== y[j]) return false;
  return true;
}

/** Layers in place of others, over the same bytes. */
function isReread(pairs: readonly Pair<Layer>[], i: number): boolean {
  if (pairs[i]?.[0] && pairs[i]?.[1]) return false;
  let [from, to] = [i, i + 1];
  while (from > 0 && !(pairs[from - 1]?.[0] && pairs[from - 1]?.[1])) from--;
  while (to < pairs.length && !(pairs[to]?.[0] && pairs[to]?.[1])) to++;
  const gap = pairs.slice(from, to);
  const bytesOf = (layers: readonly (Layer | undefined)[]): Buffer =>
    Buffer.concat(
      layers.flatMap((one) => (one ? [one.packet.bytes.subarray(one.offset, one.body)] : [])),
    );
  const [a, b] = [bytesOf(gap.map(([x]) => x)), bytesOf(gap.map(([, y]) => y))];
  return a.length > 0 && a.equals(b);
}

class Walk {
  readonly anchors: Anchor[] = [];
  private changes: Change[] = [];
  private verdicts: VerdictChange[] = [];

  constructor(private readonly ignore: Ignore) {}

  part(a: Layer | undefined, b: Layer | undefined, reread: boolean): Part {
    this.changes = [];
    this.verdicts = [];
    if (a && b) {
      this.anchors.push([a.offset, b.offset]);
      if (!isAlike(a, b)) this.nodes(nodesOf(a), nodesOf(b));
      this.anchors.push([a.body, b.body]);
      if (hasTail(a) && hasTail(b)) {
        this.anchors.push([a.tailStart, b.tailStart], [a.end, b.end]);
      }
    } else {
      const name = (a ?? b)?.protocol.name ?? '';
      const ignored = this.ignore.covers(name);
      this.changes.push({ kind: 'layer', a, b, ignored });
    }
    return { a, b, changes: this.changes, verdicts: this.verdicts, reread };
  }

  private nodes(a: readonly FieldNode[], b: readonly FieldNode[]): void {
    const groups = align([...grouped(a)], [...grouped(b)], GROUPS);
    for (const [[, ofA = []] = [], [, ofB = []] = []] of groups) {
      for (const [x, y] of align(ofA, ofB, NODES)) this.pair(x, y);
    }
  }

  private pair(a: FieldNode | undefined, b: FieldNode | undefined): void {
    if (!a || !b) {
      this.alone(a, b);
      return;
    }
    this.anchor(a.start, b.start);
    if (sameBits(a, b)) this.judged(a, b);
    else this.differing(a, b);
    this.anchor(a.end, b.end);
  }

  private anchor(a: number, b: number): void {
    if (a % 8 === 0 && b % 8 === 0) this.anchors.push([a / 8, b / 8]);
  }

  private differing(a: FieldNode, b: FieldNode): void {
    const ignored = this.ignored(a, b);
    const isWhole = ignored || a.inside.length === 0 || b.inside.length === 0;
    // What stands around the fields inside: an option's own type and length.
    if (isWhole || !sameAround(a, b)) this.field(a, b, ignored);
    if (!isWhole) this.nodes(a.inside, b.inside);
  }

  private alone(a: FieldNode | undefined, b: FieldNode | undefined): void {
    const one = a ?? b;
    // No bits: nothing that the other could lack.
    if (!one || one.end === one.start) return;
    this.field(a, b, this.ignored(one));
  }

  private ignored(...nodes: readonly FieldNode[]): boolean {
    return !this.ignore.empty && nodes.some((node) => this.ignore.covers(...namesOf(node)));
  }

  private field(a: FieldNode | undefined, b: FieldNode | undefined, ignored: boolean): void {
    const [x, y] = [a?.annotation, b?.annotation];
    // Some have other names in other packets: then one that does not depend on their order.
    const [name = ''] = [a, b].flatMap((one) => (one ? nameOf(one) : [])).sort();
    this.changes.push({ kind: 'field', name, a: x, b: y, ignored });
  }

  /** The same bytes; but what they were computed over may not be. */
  private judged(a: FieldNode, b: FieldNode): void {
    if (a.status !== b.status) {
      this.verdicts.push({ name: a.filter, a: a.annotation, b: b.annotation });
    }
    if (a.inside.length && b.inside.length === a.inside.length) {
      for (const [i, one] of a.inside.entries()) this.judged(one, b.inside[i] as FieldNode);
    }
  }
}

function nameOf(node: FieldNode): string {
  const option = optionName(node);
  return option === undefined || option.includes(' ') ? node.filter : `${node.filter}.${option}`;
}

function grouped(nodes: readonly FieldNode[]): Map<string, FieldNode[]> {
  const groups = new Map<string, FieldNode[]>();
  for (const node of nodes) {
    const key = node.entry ? `${node.key}[]` : node.key;
    const group = groups.get(key);
    if (group) group.push(node);
    else groups.set(key, [node]);
  }
  return groups;
}

type Group = readonly [key: string, nodes: readonly FieldNode[]];

/** Fields go by their names. */
const GROUPS: Alignment<Group> = {
  worth: ([a], [b]) => (a === b ? 1 : 0),
  equal: ([a], [b]) => a === b,
  before: ([a], [b]) => a < b,
};

const KIND = 2;
const PLACE = 1;
const SAME = 3;

/** Options go by their kind; entries of other lists may be anything. */
const NODES: Alignment<FieldNode> = {
  worth(a, b) {
    if (optionName(a) !== optionName(b)) return 0;
    if (sameBits(a, b)) return SAME;
    return optionName(a) === undefined ? PLACE : KIND;
  },
  equal: (a, b) => optionName(a) === optionName(b) && sameBits(a, b),
  before: (a, b) => orderText(a) < orderText(b),
};

const orderText = (node: FieldNode): string => `${optionName(node) ?? ''} ${node.annotation.text}`;
