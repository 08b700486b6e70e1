import type { Layer } from '../codec/packet.js';
import type { Trace } from '../codec/reading.js';
import type { Sum } from './sums.js';

interface Label {
  readonly text: string;
  /** The layer that the word belongs to. */
  readonly index: number;
}

/** Bits that belong to one field. */
interface Piece {
  readonly from: number;
  readonly to: number;
  readonly name: string;
}

/** What the word at a place holds: the fields of the layer, then what it carries. To be asked in
 *  the order of the bytes. */
export function labelsOf({ layer }: Sum): (at: number) => Label {
  const own = piecesOf(layer);
  const inner = layer.packet.layers.slice(layer.index + 1);
  let next = 0;
  let named = -1;
  return (at) => {
    while (next < own.length && (own[next] as Piece).to <= at * 8) next++;
    const names = new Set<string>();
    for (let i = next; i < own.length && (own[i] as Piece).from < (at + 2) * 8; i++) {
      names.add((own[i] as Piece).name);
    }
    const carried = inner.findLast(({ offset, end }) => at + 1 >= offset && at < end);
    const index = carried?.index ?? layer.index;
    // Said once, where it starts.
    if (carried && index !== named) names.add(`${carried.protocol.short} from here on`);
    named = index;
    const text = joined([...names]);
    return { text, index: text && !carried ? layer.index : index };
  };
}

/** `options.mptcp.subtype, reserved`: what is in the same as the one before goes without it. */
function joined(names: readonly string[]): string {
  const outer = (name = '') => name.slice(0, name.lastIndexOf('.') + 1);
  const short = names.map((name, i) =>
    i > 0 && outer(name) === outer(names[i - 1]) ? name.slice(outer(name).length) : name,
  );
  return short.join(', ');
}

/** The fields in the order of the bytes, innermost first; flags and their like as one. */
function piecesOf(layer: Layer): Piece[] {
  const pieces: Piece[] = [];
  const open: { to: number; name: string }[] = [];
  let at = layer.offset * 8;
  const upTo = (to: number, name: string) => {
    if (to > at) pieces.push({ from: at, to, name });
    at = Math.max(at, to);
  };
  const close = (bit: number) => {
    for (let top = open.at(-1); top && top.to <= bit; top = open.at(-1)) {
      upTo(top.to, top.name);
      open.pop();
    }
  };
  let group = 0;
  for (const trace of layer.trace()) {
    const { bit, width, field } = trace;
    if (width === 0 || bit + width <= group) continue;
    close(bit);
    const around = open.at(-1);
    if (around) upTo(bit, around.name);
    at = Math.max(at, bit);
    open.push({ to: bit + width, name: nameOf(trace) });
    if (field.fields && field.place) group = bit + width;
  }
  close(Number.POSITIVE_INFINITY);
  return pieces;
}

/** An option goes by its name. */
function nameOf({ path, value }: Trace): string {
  const keys = path.filter((key) => typeof key === 'string');
  const isEntry = typeof path[path.length - 1] === 'number';
  const name = isEntry && typeof value === 'object' ? (value as { name?: string }).name : undefined;
  return [...keys, ...(name ? [name] : [])].join('.');
}
