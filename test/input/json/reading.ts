import { View } from '../../../src/codec/view.js';
import { InputError } from '../../../src/input/input-error.js';
import { packetsFrom } from '../../../src/input/json/open.js';
import type { EncodeLook, JsonPackets } from '../../../src/input/json/packets.js';
import { Ahead, bytesSource, type Source } from '../../../src/input/source.js';
import { catalog } from '../../../src/protocols/index.js';

export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Bytes that come in pieces of such sizes, again and again. */
export function inPieces(bytes: Uint8Array, sizes: readonly number[]): Source {
  let at = 0;
  let i = 0;
  return {
    read() {
      if (at >= bytes.length) return undefined;
      const size = sizes[i++ % sizes.length] ?? 1;
      at += size;
      return bytes.subarray(at - size, at);
    },
  };
}

/** What reads the packets of a text, as the program does. */
export const reader = (source: Source, look: EncodeLook = { fix: false }): JsonPackets =>
  packetsFrom(new Ahead(source), catalog, look);

/** The packets of a text, in hex. */
export function packetsIn(text: string | Uint8Array, look?: EncodeLook, source = bytesSource) {
  const view = new View(catalog);
  const packets = reader(source(Buffer.from(text)), look);
  const found: string[] = [];
  while (packets.next(view)) found.push(hexOf(view.bytes.subarray(view.start, view.end)));
  return found;
}

/** What is said of a text that is wrong, with the lines that show where. */
export function errorOf(text: string | Uint8Array): string {
  try {
    packetsIn(text);
  } catch (error) {
    if (error instanceof InputError) return `${error.message}\n  ${error.hint}`;
    throw error;
  }
  return 'nothing is wrong';
}
