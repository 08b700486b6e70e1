import { getBits } from './bits.js';
import type { Field, Loose } from './field.js';
import { toHex } from './hex.js';
import type { Layer } from './packet.js';
import { getPath } from './paths.js';
import type { Trace } from './reading.js';

/** A field with its place, for tables and for other programs. */
export interface Annotation {
  /** The path of keys, joined with dots. */
  readonly name: string;
  /** Wireshark's filter name. */
  readonly filter: string;
  readonly label: string;
  /** Inside so many others: a flag of a group, a field of an option. Those of depth 0 hold each
   *  bit of the layer once. */
  readonly depth: number;
  /** From the packet's first byte, and from that byte's first bit. */
  readonly offset: number;
  readonly bit: number;
  readonly width: number;
  /** The bits as they stand: hex, or binary where they fill no bytes. */
  readonly raw: string;
  readonly value: unknown;
  readonly text: string;
  readonly meaning?: string;
  /** The verdict on a checksum. */
  readonly status?: string;
}

type Path = Trace['path'];

/** Every field in the order of the bytes, and the rest of a header that could not be read. */
export function annotate(layer: Layer): Annotation[] {
  const found: Annotation[] = [];
  const around: Path[] = [];
  const end = layer.body * 8;
  let at = layer.offset * 8;
  const endHead = () => {
    if (at < end) found.push(undecoded(layer, at, end - at));
    at = end;
  };
  for (const trace of layer.trace()) {
    const { bit, width, path } = trace;
    leave(around, path);
    if (bit >= end && width > 0) endHead();
    else at = Math.max(at, bit + width);
    found.push(new Described(layer, trace, around.length, layer.fields));
    around.push(path);
  }
  endHead();
  return found;
}

/** The same for some of a layer's fields, whose paths start at `values`. */
export function annotateSome(
  layer: Layer,
  traces: readonly Trace[],
  values: Loose,
): readonly Annotation[] {
  const around: Path[] = [];
  return traces.map((trace) => {
    leave(around, trace.path);
    const found = new Described(layer, trace, around.length, values);
    around.push(trace.path);
    return found;
  });
}

/** Keeps of those around only what this one is within. */
function leave(around: Path[], path: Path): void {
  while (around.length && !isWithin(path, around[around.length - 1] as Path)) around.pop();
}

function isWithin(path: Path, outer: Path): boolean {
  return path.length > outer.length && outer.every((key, i) => key === path[i]);
}

/** One object a field, without its bits: only JSON has them for all. */
class Described implements Annotation {
  readonly name: string;
  readonly filter: string;
  readonly label: string;
  readonly offset: number;
  readonly bit: number;
  readonly width: number;
  readonly value: unknown;
  readonly text: string;
  declare readonly meaning?: string;
  declare readonly status?: string;
  readonly #layer: Layer;

  constructor(
    layer: Layer,
    trace: Trace,
    readonly depth: number,
    values: Loose,
  ) {
    const { path, field, bit, width, value } = trace;
    this.#layer = layer;
    this.name = path.join('.');
    this.filter = field.filter ?? [layer.protocol.name, ...path.filter(isKey)].join('.');
    this.label = field.label;
    this.offset = Math.floor(bit / 8);
    this.bit = bit % 8;
    this.width = width;
    this.value = value;
    if (isOption(trace)) this.text = optionText(value as Loose);
    else this.text = isRaw(path) ? `${value}` : textOf(field, value);
    const status = statusAt(values, path);
    const meaning =
      status === undefined ? meaningOf(layer, trace, values) : verdict(values, path, field, status);
    if (meaning !== undefined) this.meaning = meaning;
    if (status !== undefined) this.status = status;
  }

  get raw(): string {
    return rawBits(this.#layer.packet.bytes, this.offset * 8 + this.bit, this.width);
  }

  toJSON(): Annotation {
    return inFull(this);
  }
}

/** With its bits, as a property of its own. */
export function inFull(one: Annotation): Annotation {
  const { name, filter, label, depth, offset, bit, width, raw, ...said } = one;
  return { name, filter, label, depth, offset, bit, width, raw, ...said };
}

/** Bytes of the layer that could not be read as any field. */
function undecoded(layer: Layer, bit: number, width: number): Annotation {
  const raw = rawBits(layer.packet.bytes, bit, width);
  return {
    name: 'raw',
    filter: `${layer.protocol.name}.raw`,
    label: 'Not decoded',
    depth: 0,
    offset: Math.floor(bit / 8),
    bit: bit % 8,
    width,
    raw,
    value: raw,
    text: raw,
    meaning: 'not decoded',
  };
}

/** What stands beside a field, under its own key with something behind. */
function beside(fields: Loose, path: Path, suffix: string): unknown {
  let around: Loose | undefined = fields;
  const last = path.length - 1;
  for (let i = 0; i < last; i++) around = around?.[path[i] as string];
  return around?.[`${path[last]}${suffix}`];
}

function statusAt(fields: Loose, path: Path): string | undefined {
  const found = beside(fields, path, '_status');
  return typeof found === 'string' ? found : undefined;
}

/** What is said of a checksum beside it. */
function verdict(fields: Loose, path: Path, field: Field, status: string): string {
  if (status !== 'bad') return status;
  const expected = Number(beside(fields, path, '_expected'));
  const digits = expected.toString(16).padStart(field.bits / 4, '0');
  return `bad: ${field.show?.(expected) ?? `0x${digits}`} expected`;
}

/** Bytes that the field could not be read from. */
const isRaw = (path: Path): boolean => `${path.at(-1)}`.endsWith('_raw');

const isKey = (key: string | number): boolean => typeof key === 'string';

/** One of the entries of a list that no field of fixed width is. */
function isOption({ path, field, value }: Trace): boolean {
  return field.bits === 0 && typeof value === 'object' && !isKey(path[path.length - 1] ?? '');
}

/** `mss 1460`, `timestamp tsval=1 tsecr=0`, `kind 9 beef`. */
function optionText(value: Loose): string {
  const [kind, ...others] = Object.entries(value);
  const name = value.name ?? kind?.join(' ');
  const rest = others.filter(([key, v]) => key !== 'name' && typeof v !== 'object');
  const said = rest.map(([key, v]) => (rest.length > 1 ? `${key}=${v}` : `${v}`));
  return [name, ...said].join(' ');
}

/** The value as people write it. */
function textOf(field: Field, value: unknown): string {
  if (field.show) return field.show(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value !== 'object' || value === null) return String(value);
  const set = Object.entries(value).filter(([, v]) => v === true || typeof v === 'number');
  return set.map(([key, v]) => (v === true ? key : `${key}=${v}`)).join(' ');
}

/** What the value says: what the declaration tells of it, or its name. */
function meaningOf(layer: Layer, { field, value, path }: Trace, values: Loose): string | undefined {
  const { fields } = layer;
  const around = getPath(values, path.slice(0, -1).map(String)) ?? fields;
  const told = field.means?.(value, fields, { layer, around });
  if (told !== undefined) return String(told);
  return typeof value === 'number' ? field.names?.textOf(value) : undefined;
}

/** The bits of a field as they stand. */
function rawBits(bytes: Uint8Array, bit: number, width: number): string {
  if (bit % 8 === 0 && width % 8 === 0) return toHex(bytes, bit / 8, (bit + width) / 8);
  const bits = Array.from({ length: width }, (_, i) => getBits(bytes, 0, bit + i, 1));
  return `0b${bits.join('')}`;
}
