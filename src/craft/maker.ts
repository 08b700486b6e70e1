import { assemble, assembleIn, type Landed, placesFor } from '../codec/assemble.js';
import type { Catalog } from '../codec/catalog.js';
import { crc32 } from '../codec/checksum/crc.js';
import { FieldError, type Loose } from '../codec/field.js';
import { decodeWith, type Packet } from '../codec/packet.js';
import { getPath, putPath } from '../codec/paths.js';
import { CraftError } from './craft-error.js';
import type { Ingredient, Recipe } from './recipe.js';
import { put } from './values.js';

/** What stands behind the payload of a frame. */
interface FrameLook {
  /** Zeros up to Ethernet's least frame. */
  readonly pad?: boolean | undefined;
  readonly fcs?: boolean | undefined;
}

export interface MakerLook extends FrameLook {
  /** Ranges go side by side instead of each with each. */
  readonly zip?: boolean | undefined;
  /** Each packet so many times. */
  readonly times?: number | undefined;
  /** Protocols whose checksums are to be wrong; `all`. */
  readonly bad?: readonly string[] | undefined;
}

/** IEEE 802.3, 3.2.8: without the frame check sequence. */
const LEAST = 60;

/** Makes the packets of a recipe, one after another. */
export class Maker {
  /** How many there are. */
  readonly count: number;
  private readonly rounds: number;
  private readonly places: readonly Landed[];

  constructor(
    private readonly catalog: Catalog,
    private readonly recipe: Recipe,
    private readonly look: MakerLook = {},
  ) {
    this.places = placesFor(recipe.layers);
    const counts = recipe.sweeps.map(({ count }) => count).filter(Number.isFinite);
    if (look.zip) refuseUneven(recipe);
    const each = look.zip ? Math.max(1, ...counts) : counts.reduce((all, one) => all * one, 1);
    this.rounds = each;
    this.count = each * (look.times ?? 1);
    for (const name of look.bad ?? []) {
      const those = recipe.layers.filter((layer) => isMeant(name, layer));
      if (those.length === 0) throw new CraftError(`--bad-checksum ${name}: ${noSum(recipe)}`);
    }
  }

  /** The packet of that number, from 0. */
  packet(number: number): Uint8Array {
    this.choose(number);
    try {
      const bytes = this.look.bad?.length ? assemble(this.spoilt()) : assembleIn(this.places);
      return framed(bytes, this.look);
    } catch (error) {
      throw error instanceof FieldError
        ? new CraftError(error.message, this.hintFor(error))
        : error;
    }
  }

  /** Of a value that nobody gave. */
  private hintFor({ path }: FieldError): string | undefined {
    const layer = this.recipe.layers.find(({ protocol }) => path.startsWith(`${protocol.name}.`));
    const own = path.slice((layer?.protocol.name.length ?? 0) + 1).split('.');
    const given = !layer || getPath(layer.fields, own) !== undefined;
    return given ? undefined : 'it follows from what is carried, and that is too much';
  }

  /** Sets the fields that take several values: the last one changes quickest. */
  private choose(number: number): void {
    const { sweeps } = this.recipe;
    let rest = number % this.rounds;
    for (let i = sweeps.length - 1; i >= 0; i--) {
      const { count, at, fields, steps } = sweeps[i] as (typeof sweeps)[number];
      // One without an end takes a value of its own for each packet.
      const index = !Number.isFinite(count) ? number : this.look.zip ? rest : rest % count;
      put(fields, steps, at(index));
      if (!this.look.zip && Number.isFinite(count)) rest = Math.floor(rest / count);
    }
  }

  /** With checksums that are not what they should be; those around them are computed of these. */
  private spoilt(): Ingredient[] {
    const { layers } = this.recipe;
    const { bad = [] } = this.look;
    const right = this.decode(assemble(layers));
    return layers.map((layer, i) => {
      if (!bad.some((name) => isMeant(name, layer))) return layer;
      const fields: Loose = { ...layer.fields };
      for (const { path, found } of layer.protocol.plan.seals) {
        const sum = right.value(i, path.split('.'));
        // Never 0: that says that there is none.
        if (typeof sum === 'number')
          putPath(fields, found.path, (sum ^ (sum === 0xbad ? 1 : 0xbad)) >>> 0);
      }
      return { ...layer, fields };
    });
  }

  private decode(bytes: Uint8Array) {
    const [first] = this.recipe.layers;
    const frame = { len: bytes.length, caplen: bytes.length };
    const packet: Packet = decodeWith(
      this.catalog,
      first?.protocol ?? this.catalog.data,
      bytes.slice(),
      frame,
    );
    return {
      value: (layer: number, path: readonly string[]): unknown =>
        path.reduce((v: Loose | undefined, key) => v?.[key], packet.layers[layer]?.fields),
    };
  }
}

export function framed(bytes: Uint8Array, { pad, fcs }: FrameLook): Uint8Array {
  const least = pad ? LEAST : 0;
  const size = Math.max(bytes.length, least) + (fcs ? 4 : 0);
  if (size === bytes.length) return bytes;
  const whole = new Uint8Array(size);
  whole.set(bytes);
  if (fcs) new DataView(whole.buffer).setUint32(size - 4, crc32(whole, 0, size - 4), true);
  return whole;
}

function isMeant(name: string, { protocol }: Ingredient): boolean {
  return protocol.plan.seals.length > 0 && (name === 'all' || name === protocol.name);
}

function noSum({ layers }: Recipe): string {
  const those = layers.filter(({ protocol }) => protocol.plan.seals.length > 0);
  const names = those.map(({ protocol }) => protocol.name).join(', ');
  return names ? `here ${names} have a checksum` : 'no layer here has a checksum';
}

function refuseUneven({ sweeps }: Recipe): void {
  const [first, ...others] = sweeps.filter(({ count }) => Number.isFinite(count));
  const odd = others.find(({ count }) => count !== first?.count);
  if (!first || !odd) return;
  throw new CraftError(
    `--zip: ${first.name} has ${first.count} values, ${odd.name} has ${odd.count}`,
    'as many are needed of each',
  );
}
