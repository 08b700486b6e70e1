import { PACKET } from './blocks.js';

interface Look {
  magic?: number;
  little?: boolean;
  linktype?: number;
  minor?: number;
  /** Bytes of a record's header, as Linux 2.x with a patch had more of them. */
  header?: 16 | 24 | 28;
}
export interface Record {
  seconds?: number;
  fraction?: number;
  caplen?: number;
  len?: number;
  bytes?: Uint8Array;
}

/** A pcap file of these records. */
export function pcap(records: readonly Record[], look: Look = {}): Uint8Array {
  const { magic = 0xa1b2c3d4, little = true, linktype = 1, header = 16 } = look;
  const size = records.reduce((sum, one) => sum + header + (one.bytes ?? PACKET).length, 24);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic, little);
  view.setUint16(4, 2, little);
  view.setUint16(6, look.minor ?? 4, little);
  view.setUint32(16, 65535, little);
  view.setUint32(20, linktype, little);
  let at = 24;
  for (const { seconds = 1_700_000_000, fraction = 0, bytes: data = PACKET, ...one } of records) {
    view.setUint32(at, seconds, little);
    view.setUint32(at + 4, fraction, little);
    view.setUint32(at + 8, one.caplen ?? data.length, little);
    view.setUint32(at + 12, one.len ?? data.length, little);
    bytes.set(data, at + header);
    at += header + data.length;
  }
  return bytes;
}
