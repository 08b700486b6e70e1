import type { Anchor, Compared, FieldChange } from './compare.js';
import type { Told } from './follow.js';

/** A byte of each, side by side; negative: one has none there. */
export interface Column {
  readonly a: number;
  readonly b: number;
  readonly mark: Mark;
}

type Mark = 'same' | 'differs' | 'ignored';

/** All bytes of both, those side by side that stand at the same place of the same thing. */
export function* columnsOf(compared: Compared, all: readonly Told[]): Generator<Column> {
  const { a, b, anchors } = compared;
  const shown = all.filter(({ ignored }) => !ignored);
  const [inA, inB] = [covered(shown, 'a'), covered(shown, 'b')];
  // Bytes that only lie elsewhere, where nothing is ignored, differ all the same.
  const hides = shown.length < all.length;
  const markOf = (x: number, y: number): Mark => {
    if (x >= 0 && y >= 0 && a.bytes[x] === b.bytes[y]) return 'same';
    return inA.has(x) || inB.has(y) || !hides ? 'differs' : 'ignored';
  };
  const ends = [...anchors, ...rereads(compared), [a.bytes.length, b.bytes.length] as const];
  let [x, y] = [0, 0];
  for (const [toA, toB] of ends.sort(([a1, b1], [a2, b2]) => a1 - a2 || b1 - b2)) {
    // What crosses an earlier one cannot be drawn.
    if (toA < x || toB < y || toA > a.bytes.length || toB > b.bytes.length) continue;
    while (x < toA || y < toB) {
      const [i, j] = [x < toA ? x++ : -1, y < toB ? y++ : -1];
      yield { a: i, b: j, mark: markOf(i, j) };
    }
  }
}

/** Where the same bytes start that are read as something else. */
function* rereads({ parts }: Compared): Generator<Anchor> {
  for (const [i, part] of parts.entries()) {
    if (!part.reread || parts[i - 1]?.reread) continue;
    const rest = parts.slice(i);
    const [a, b] = [rest.find((one) => one.a)?.a, rest.find((one) => one.b)?.b];
    if (a && b) yield [a.offset, b.offset];
  }
}

/** Ranges of bytes, in order and apart. */
class Ranges {
  private at = 0;

  constructor(private readonly ranges: readonly (readonly [from: number, to: number])[]) {}

  /** To be asked in ascending order. */
  has(byte: number): boolean {
    if (byte < 0) return false;
    const { ranges } = this;
    while ((ranges[this.at]?.[1] ?? Number.POSITIVE_INFINITY) <= byte) this.at++;
    return (ranges[this.at]?.[0] ?? Number.POSITIVE_INFINITY) <= byte;
  }
}

function covered(all: readonly Told[], side: 'a' | 'b'): Ranges {
  const found = all.flatMap(({ change }): [number, number][] => {
    if (change.kind === 'field') return rangeOf(change, side);
    const layer = change[side];
    if (!layer) return [];
    const tail: [number, number] = [layer.tailStart, layer.end];
    return layer.protocol.plan.tail
      ? [[layer.offset, layer.body], tail]
      : [[layer.offset, layer.body]];
  });
  found.sort(([a], [b]) => a - b);
  const apart: [number, number][] = [];
  for (const [from, to] of found) {
    const last = apart[apart.length - 1];
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else apart.push([from, to]);
  }
  return new Ranges(apart);
}

function rangeOf(change: FieldChange, side: 'a' | 'b'): [number, number][] {
  const found = change[side];
  if (!found) return [];
  const { offset, bit, width } = found;
  return [[offset, offset + Math.ceil((bit + width) / 8)]];
}
