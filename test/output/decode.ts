import { decodeWith, type Packet } from '../../src/codec/packet.js';
import { catalog } from '../../src/protocols/common.js';
import '../../src/protocols/index.js';
import type { Fixture } from '../fixtures.js';

/** A fixture as the program decodes it. */
export function decode({ bytes, linktype }: Fixture): Packet {
  const frame = { number: 1, len: bytes.length, caplen: bytes.length, linktype };
  return decodeWith(catalog, catalog.linktype(linktype), bytes, frame);
}
