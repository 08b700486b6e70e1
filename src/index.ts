import { type AssembleLook, assemble, type LayerGiven } from './codec/assemble.js';
import { internetChecksum } from './codec/checksum/internet.js';
import { encodeWith } from './codec/encode.js';
import { decodeWith, type Frame, Packet, type PacketJson } from './codec/packet.js';
import type { Protocol } from './codec/protocol.js';
import { catalog } from './protocols/index.js';

export type { Annotation } from './codec/annotate.js';
export type { AssembleLook, LayerGiven, Warning } from './codec/assemble.js';
export { JsonError } from './codec/encode.js';
export { FieldError } from './codec/field.js';
export type { Note } from './codec/notes.js';
export type { Frame, Layer, LayerJson, Packet, PacketJson } from './codec/packet.js';
export * as protocols from './protocols/public.js';
export type { Protocol };

export interface DecodeLook {
  /** How the bytes are framed, by the number that captures use; Ethernet if left out. */
  linktype?: number;
  /** The first protocol by its name, whatever the link type. */
  from?: string;
  /** Time, number and length on the wire, where they are known. */
  frame?: Partial<Frame>;
}

/** Cuts bytes into layers. Never throws for any bytes. */
export function decode(bytes: Uint8Array, look: DecodeLook = {}): Packet {
  // A Buffer is read through the same plain view as any other array: one shape, one speed.
  const plain =
    bytes.constructor === Uint8Array
      ? bytes
      : new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const linktype = look.linktype ?? 1;
  const first = look.from === undefined ? catalog.linktype(linktype) : catalog.named(look.from);
  const frame: Frame = {
    len: plain.length,
    caplen: plain.length,
    ...(look.from === undefined ? { linktype } : {}),
    ...look.frame,
  };
  return decodeWith(catalog, first, plain, frame);
}

/** The bytes of a decoded packet, or of one written as JSON. */
export function encode(packet: Packet | PacketJson, look?: AssembleLook): Uint8Array {
  // A buffer of its own: it may be transferred to another thread.
  return encodeWith(catalog, packet instanceof Packet ? packet.toJSON() : packet, look).slice();
}

/** The bytes of layers, outermost first: `build(ip.with({ ttl: 3 }), tcp.with({ … }))`. */
export function build(...layers: readonly LayerGiven[]): Uint8Array {
  return assemble(layers).slice();
}

/** Any protocol by its name: `protocol('sctp').with({ … })`. */
export function protocol(name: string): Protocol {
  return catalog.named(name);
}

/** The Internet checksum of RFC 1071. */
export function checksum(...pieces: readonly Uint8Array[]): number {
  return internetChecksum(...pieces);
}
