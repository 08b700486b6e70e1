import { assemble, type LayerGiven } from '../codec/assemble.js';
import type { Catalog } from '../codec/catalog.js';
import type { Loose } from '../codec/field.js';
import { toHex } from '../codec/hex.js';
import { decodeWith, type Layer } from '../codec/packet.js';
import { CraftError } from './craft-error.js';
import { remove } from './values.js';

export interface FragmentLook {
  readonly mtu: string;
  /** `forward`, `reverse`, or numbers of fragments from 1. */
  readonly order?: string | undefined;
  /** Bytes of the one behind it that each fragment has as well; it fits all the same. */
  readonly overlap?: string | undefined;
}

/** RFC 8200, 4.5: any number that is not in use. */
const IDENT = 0xabcd0001;
/** RFC 791, 3.1: such options are in each fragment. */
const COPIED = 0x80;

/** Cuts datagrams that are larger than the link takes, as RFC 791, 3.2 and RFC 8200, 4.5 say. */
export function fragmentsFrom(
  catalog: Catalog,
  { mtu: size, order, overlap: into = '0' }: FragmentLook,
): (packet: Uint8Array, first: string) => readonly Uint8Array[] {
  const mtu = numberFrom(size, '--mtu', 28, 65535);
  const overlap = numberFrom(into, '--fragment-overlap', 0, 65528);
  return (bytes, first) => {
    const frame = { len: bytes.length, caplen: bytes.length };
    const { layers } = decodeWith(catalog, catalog.named(first), bytes.slice(), frame);
    const ip = layers.find(({ protocol }) => protocol.plan.ends === 'net');
    if (!ip) throw new CraftError('--mtu: there is no IP layer to fragment');
    if (ip.stop - ip.offset <= mtu) return [bytes];
    const cut = ip.protocol.plan.fragment ? new Whole(layers, ip) : new Whole6(layers, ip);
    return ordered(cut.pieces(mtu, overlap), order);
  };
}

function numberFrom(text: string, option: string, least: number, most: number): number {
  const value = /^\d{1,6}$/.test(text) ? Number(text) : -1;
  if (value >= least && value <= most) return value;
  throw new CraftError(`${option}: a number from ${least} to ${most} is needed, not '${text}'`);
}

/** What stands before the payload of each fragment. */
class Whole {
  protected readonly before: LayerGiven[];

  constructor(
    protected readonly layers: readonly Layer[],
    protected readonly ip: Layer,
  ) {
    this.before = layers.slice(0, ip.index).map(given);
  }

  protected get headers(): number {
    return this.ip.body - this.ip.offset;
  }
  protected get from(): number {
    return this.ip.body;
  }

  pieces(mtu: number, overlap: number): Uint8Array[] {
    const { bytes } = this.ip.packet;
    const room = mtu - this.headers;
    const step = Math.floor((room - overlap) / 8) * 8;
    if (step < 8) {
      const more = overlap > 0 ? ` and ${overlap} more` : '';
      throw new CraftError(
        `--mtu ${mtu}: no room for 8 bytes${more} behind ${this.headers} of headers`,
        `--mtu ${this.headers + 8 + overlap}`,
      );
    }
    const total = this.ip.stop - this.from;
    const found: Uint8Array[] = [];
    for (let at = 0; at < total; at += step) {
      const end = Math.min(total, at + step + overlap);
      const data = toHex(bytes, this.from + at, this.from + end);
      found.push(this.piece(at, at + step < total, data));
    }
    return found;
  }

  protected piece(at: number, more: boolean, data: string): Uint8Array {
    const own = given(this.ip);
    const { fields } = own;
    const options = fields.opt as { type: number }[] | undefined;
    if (at > 0 && options) fields.opt = options.filter(({ type }) => type & COPIED);
    // A fragment of a fragment lies within the whole.
    const flags = fields.flags as Loose;
    fields.frag_offset = Number(fields.frag_offset) + at;
    fields.flags = { ...flags, mf: more || flags.mf };
    return assemble([...this.before, own, this.data(data)]).slice();
  }

  protected data(hex: string): LayerGiven {
    const { catalog } = this.ip.packet;
    return { protocol: catalog.data, fields: { data: hex } };
  }
}

/** RFC 8200, 4.5: what routers on the way read stays before the fragment header. */
class Whole6 extends Whole {
  private readonly kept: readonly Layer[];

  constructor(layers: readonly Layer[], ip: Layer) {
    super(layers, ip);
    const [, ...behind] = layers.slice(ip.index);
    // What a datagram within it carries, is payload here.
    const within = behind.findIndex(({ protocol }) => protocol.plan.ends !== undefined);
    const own = within < 0 ? behind : behind.slice(0, within);
    const last = own.findLastIndex(({ protocol }) => protocol.plan.rules.onTheWay);
    this.kept = [ip, ...own.slice(0, last + 1)];
  }

  private get last(): Layer {
    return this.kept.at(-1) as Layer;
  }
  protected override get headers(): number {
    return this.last.body - this.ip.offset + 8;
  }
  protected override get from(): number {
    return this.last.body;
  }

  protected override piece(at: number, more: boolean, data: string): Uint8Array {
    const headers = this.kept.map(given);
    const last = headers.at(-1) as LayerGiven;
    const { nxt } = last.fields;
    delete last.fields.nxt;
    const fragment: LayerGiven = {
      protocol: this.ip.packet.catalog.named('ipv6.fraghdr'),
      fields: { nxt, offset: at, more, ident: IDENT },
    };
    return assemble([...this.before, ...headers, fragment, this.data(data)]).slice();
  }
}

/** Its values, without those that follow from what it carries. */
function given({ protocol, fields, raw }: Layer): LayerGiven {
  const own = structuredClone(fields) as Loose;
  const { derived = {} } = protocol.plan.rules;
  const next = Object.keys(derived).filter((path) => derived[path] !== 'next');
  for (const path of [...next, ...protocol.plan.seals.map((one) => one.path)]) {
    remove(own, [{ kind: 'key', key: path }]);
  }
  for (const path of Object.keys(own)) if (/^(padding|trailer|fcs)/.test(path)) delete own[path];
  return { protocol, fields: own, raw };
}

function ordered(pieces: readonly Uint8Array[], order = 'forward'): readonly Uint8Array[] {
  if (order === 'forward') return pieces;
  if (order === 'reverse') return pieces.toReversed();
  return order.split(',').map((text) => {
    const piece = /^\d{1,5}$/.test(text) ? pieces[Number(text) - 1] : undefined;
    if (piece) return piece;
    throw new CraftError(
      `--fragment-order: '${text}' is no fragment; there are ${pieces.length}`,
      'forward, reverse, or numbers: 2,1,3',
    );
  });
}
