import type { AssembleLook, Warning } from '../../codec/assemble.js';
import { Catalog } from '../../codec/catalog.js';
import { encodeWith, JsonError } from '../../codec/encode.js';
import { closest } from '../../codec/number.js';
import type { LayerJson, PacketJson } from '../../codec/packet.js';
import { LARGEST, type Packets, type Slot } from '../capture/records.js';
import type { InputError } from '../input-error.js';
import { putFrame, Unfit } from './frame.js';
import { intactWithout } from './kept.js';
import type { Piece, Splitter } from './split.js';
import { isIndex, isTshark, putTshark } from './tshark.js';
import { faultIn, LONGEST_KEY, type Path, placeOf } from './walk.js';
import { layerOf, pathText } from './where.js';
import { wrongAt } from './wrong.js';

type Loose = Readonly<Record<string, unknown>>;

/** Decoding finds at most 64, and surplus bytes behind each. */
const MOST_LAYERS = 256;
/** What JSON.parse makes of an escape that may be half of a letter. */
const HALF = /\\u[dD][89a-fA-F]/;

export interface EncodeLook {
  /** Derived values are computed also where they are given. */
  readonly fix: boolean;
  /** Told of values that are kept though they should be others. */
  readonly warn?: ((text: string) => void) | undefined;
}

/** The packets of a JSON text, as bytes. */
export class JsonPackets implements Packets {
  /** How many there were; what is wrong is told with it. */
  private count = 0;
  /** What the last one says of its place in a capture. */
  number = 0;
  /** How many were cut off when they were captured. */
  cut = 0;
  private readonly heard: AssembleLook;
  private piece: Piece = { text: '', place: { line: 1, column: 1 }, keys: 0, escaped: false };
  private packet: PacketJson = { layers: [] };

  constructor(
    private readonly splitter: Splitter,
    private readonly catalog: Catalog,
    private readonly look: EncodeLook,
  ) {
    const { fix, warn } = look;
    this.heard = { fix, ...(warn && { warn: (one) => this.warn(one, warn) }) };
  }

  next(slot: Slot): boolean {
    for (;;) {
      const piece = this.splitter.next();
      if (piece === undefined) return false;
      this.piece = piece;
      const value = this.parsed(piece);
      if (isIndex(value)) continue;
      this.number = ++this.count;
      try {
        if (isTshark(value)) putTshark(slot, value);
        else this.put(slot, value);
      } catch (error) {
        throw this.explained(error, value);
      }
      return true;
    }
  }

  /** An error that belongs to the packet before. */
  wrong(what: string, path: Path = []): InputError {
    const { text, place } = this.piece;
    const where = path.length ? `, ${pathText(path)}` : '';
    return wrongAt(`packet ${this.count}${where}: ${what}`, text, placeOf(text, path), place);
  }

  private parsed(piece: Piece): Loose {
    const { text, place } = piece;
    let value: Loose | undefined;
    try {
      value = JSON.parse(text) as Loose;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
    // With the values that tshark repeats its keys, and it means nothing by that.
    if (value && isTshark(value)) return value;
    const whole = !piece.escaped || !HALF.test(text);
    if (value && whole && keysIn(value) === piece.keys) return value;
    const fault = faultIn(text);
    if (fault) throw wrongAt(fault.what, text, fault.index, place);
    return value as Loose;
  }

  private put(slot: Slot, value: Loose): void {
    const packet = value as unknown as PacketJson;
    this.packet = packet;
    const { layers, frame } = packet;
    if (!Array.isArray(layers)) throw withoutLayers(value);
    if (layers.length === 0) throw new Unfit(['layers'], 'a packet has one layer at least');
    if (layers.length > MOST_LAYERS) {
      throw new Unfit(['layers', MOST_LAYERS], `a packet has ${MOST_LAYERS} layers at most`);
    }
    const bytes = encodeWith(this.catalog, packet, this.heard);
    if (bytes.length > LARGEST) throw new Unfit([], 'a packet of more than 16 MiB');
    slot.bytes = bytes;
    slot.start = 0;
    slot.end = bytes.length;
    putFrame(slot, frame);
    if (frame?.number !== undefined) this.number = frame.number;
    if (slot.len > bytes.length) this.cut++;
    this.putFirst(slot, layers[0] as LayerJson);
  }

  /** What the first layer is: the link type tells, where it fits. */
  private putFirst(slot: Slot, { protocol: name, fields }: LayerJson): void {
    const { catalog } = this;
    slot.first = undefined;
    const told = slot.linktype;
    if (told !== undefined) {
      if (catalog.linktype(told).name !== name) slot.first = name;
      return;
    }
    slot.linktype = Catalog.number(catalog.named(name, fields), 'linktype');
    if (slot.linktype === undefined) slot.first = name;
  }

  private warn(warning: Warning, tell: (text: string) => void): void {
    const { layer, field, given, expected } = warning;
    const { frame, layers } = this.packet;
    const cut = frame !== undefined && frame.caplen < frame.len;
    const { protocol = '', fields = {} } = layers[layer] ?? {};
    if (cut && !intactWithout(this.catalog.named(protocol, fields), field)) return;
    const where = pathText(['layers', layer, 'fields', ...field.split('.')]);
    const values = `${shown(given)} is kept, ${shown(expected)} would be right`;
    tell(`packet ${this.count}, ${where} (${protocol}): ${values}`);
  }

  private explained(error: unknown, value: Loose): unknown {
    if (error instanceof Unfit) return this.wrong(error.what, error.path);
    if (!(error instanceof JsonError)) return error;
    const packet = value as unknown as PacketJson;
    const trial = (layers: LayerJson[]) => {
      encodeWith(this.catalog, { ...packet, layers }, { fix: this.look.fix });
    };
    const { path, what } = layerOf(error.message, packet.layers, trial);
    return this.wrong(what, path);
  }
}

function withoutLayers(packet: Loose): Unfit {
  if (Object.hasOwn(packet, 'layers')) return new Unfit(['layers'], 'a list is needed');
  const near = Object.keys(packet).find((key) => closest(key, ['layers', 'packets']));
  if (near === undefined) return new Unfit([], 'no \'layers\': a packet is {"layers": [ … ]}');
  if (near === 'packets') return new Unfit([near], 'a document inside of another');
  const meant = closest(near, ['layers', 'packets']);
  return new Unfit([near], `no such key; did you mean '${meant}'?`);
}

const shown = (value: unknown): string => JSON.stringify(value) ?? String(value);

/** How many keys there are; not a number where something was rounded or is beyond all measure. */
function keysIn(value: object): number {
  let count = 0;
  if (Array.isArray(value)) {
    for (const one of value) {
      if (typeof one === 'object' && one !== null) count += keysIn(one);
      else if (typeof one === 'number' && !isExact(one)) return Number.NaN;
    }
    return count;
  }
  for (const key in value) {
    if (key.length > LONGEST_KEY) return Number.NaN;
    count++;
    const one = (value as Loose)[key];
    if (typeof one === 'object' && one !== null) count += keysIn(one);
    else if (typeof one === 'number' && !isExact(one)) return Number.NaN;
  }
  return count;
}

/** Whole and too large is rounded; what is not whole is for the field to refuse. */
const isExact = (value: number): boolean =>
  Number.isSafeInteger(value) || (Number.isFinite(value) && !Number.isInteger(value));
