import fc from 'fast-check';
import { Out } from '../../src/codec/out.js';
import { View } from '../../src/codec/view.js';
import type { Packet } from '../../src/index.js';
import type { Format } from '../../src/output/format.js';
import { catalog } from '../../src/protocols/index.js';

interface Around {
  before: number;
  behind: number;
  len: number;
}

/** What lies around a packet, and what it is longer by on the wire. */
export const anyAround: fc.Arbitrary<Around> = fc.record({
  before: fc.nat(9),
  behind: fc.nat(9),
  len: fc.option(fc.nat(99), { nil: 0, freq: 3 }),
});

/** The packet's bytes somewhere in a larger buffer, which holds other things around them. */
export function viewOf({ bytes, layers, frame }: Packet, around: Around, number: number = 1): View {
  const { before, behind, len } = around;
  const room = new Uint8Array(before + bytes.length + behind).fill(0xa5);
  room.set(bytes, before);
  const view = new View(catalog);
  view.number = number;
  view.len = bytes.length + len;
  view.timed = number % 2 === 1;
  view.seconds = 1_700_000_000;
  view.nanoseconds = 12_345 * number;
  view.linktype = 1;
  if (frame.fcs !== undefined) view.more = { fcs: frame.fcs };
  view.place(room, before, before + bytes.length).locate(layers[0]?.protocol ?? catalog.data);
  return view;
}

/** What a format makes of it in place, and of all of its objects. */
export async function bothWays(format: Format, view: View): Promise<[string, string]> {
  const inPlace = await textOf((out) => format.view?.(view, out));
  return [inPlace, await textOf((out) => format.packet(view.packet(), out))];
}

export async function textOf(write: (out: Out) => void | Promise<void>): Promise<string> {
  const pieces: Buffer[] = [];
  const out = new Out((bytes) => pieces.push(Buffer.from(bytes)));
  await write(out);
  out.flush();
  return Buffer.concat(pieces).toString();
}
