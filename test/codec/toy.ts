import { type AssembleLook, assemble, type LayerGiven } from '../../src/codec/assemble.js';
import { Catalog } from '../../src/codec/catalog.js';
import { encodeWith } from '../../src/codec/encode.js';
import type { Fields, Loose } from '../../src/codec/field.js';
import { decodeWith, type Frame, type PacketJson } from '../../src/codec/packet.js';
import { bytes } from '../../src/codec/parts.js';
import { type Protocol, protocol } from '../../src/codec/protocol.js';
import { Reading } from '../../src/codec/reading.js';
import { Struct } from '../../src/codec/struct.js';
import { Writer } from '../../src/codec/writer.js';

export const toHex = (b: Uint8Array): string => Buffer.from(b).toString('hex');

/** Blanks between the digits are for the reader of the test. */
export const fromHex = (text: string): Uint8Array =>
  Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));

/** What a structure of these fields gives for bytes. */
export function readFields(fields: Fields, hex: string) {
  const b = fromHex(hex);
  const r = new Reading(b, 0, 0, b.length);
  const v = new Struct(fields).read(r);
  return { v, problem: r.problem, left: r.left, remarks: r.remarks?.map(({ text }) => text) ?? [] };
}

export function writeFields(fields: Fields, given: Loose): string {
  const w = new Writer();
  w.reset();
  new Struct(fields).write(w, given);
  return toHex(w.copy());
}

/** A program with these protocols alone; the first is Ethernet's stand-in, link type 1. */
export function toy(...protocols: readonly Protocol[]) {
  const data = protocol({
    name: 'data',
    title: 'Data',
    fields: { data: bytes('Data', 'not decoded any further') },
  });
  const catalog = new Catalog([data, ...protocols], data);
  const first = protocols[0] ?? data;
  return {
    catalog,
    data,
    decode(input: string | Uint8Array, frame: Partial<Frame> = {}) {
      const b = typeof input === 'string' ? fromHex(input) : input;
      return decodeWith(catalog, first, b, { len: b.length, caplen: b.length, ...frame });
    },
    encode: (packet: unknown, look?: AssembleLook) =>
      toHex(encodeWith(catalog, packet as PacketJson, look)),
    build: (...layers: readonly LayerGiven[]) => toHex(assemble(layers)),
  };
}

/** The same after a trip through JSON text. */
export const viaText = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
