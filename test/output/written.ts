import { Out } from '../../src/codec/out.js';
import type { Packet } from '../../src/index.js';
import type { Format, Look } from '../../src/output/format.js';
import { plain } from '../../src/output/paint.js';

export const look: Look = { width: 80, ascii: false, paint: plain, annotate: false };

/** What a format makes of these packets. */
export function written(format: Format, packets: readonly Packet[]): string {
  const pieces: Buffer[] = [];
  const out = new Out((bytes) => pieces.push(Buffer.from(bytes)));
  format.begin?.(out);
  for (const packet of packets) format.packet(packet, out);
  format.end?.(out);
  out.flush();
  return Buffer.concat(pieces).toString();
}
