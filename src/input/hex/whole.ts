const u16 = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] as number) << 8) | (bytes[at + 1] as number);

/** The least that Ethernet sends: shorter datagrams are padded to it. */
const LEAST = 60;
/** So far inside the datagram may begin. */
const DEEPEST = 48;
/** EtherTypes of VLAN tags. */
const TAGS = [0x8100, 0x88a8, 0x9100];

/** Bytes that a datagram promises at that place; 0: there is none. */
function promised(bytes: Uint8Array, at: number): number {
  const left = bytes.length - at;
  const version = (bytes[at] ?? 0) >> 4;
  if (version === 4 && left >= 20 && ((bytes[at] as number) & 15) >= 5) return u16(bytes, at + 2);
  if (version === 6 && left >= 40) return 40 + u16(bytes, at + 4);
  return 0;
}

/**
 * Whether the lengths inside say that these bytes are one whole packet, neither more nor less: for
 * telling packets of a text apart, not for naming their protocol.
 */
export function looksWhole(bytes: Uint8Array): boolean {
  const { length } = bytes;
  // Behind whatever headers: that a length fits to the byte is no accident.
  for (let at = 0; at < DEEPEST; at += 2) {
    const size = promised(bytes, at);
    if (size > 0 && at + size === length) return true;
  }
  return length > 14 && fillsFrame(bytes);
}

/** Ethernet pads what is short, and has a length of its own where no EtherType stands. */
function fillsFrame(bytes: Uint8Array): boolean {
  const { length } = bytes;
  let at = 12;
  while (at + 6 < length && TAGS.includes(u16(bytes, at))) at += 4;
  const type = u16(bytes, at);
  const payload = at + 2;
  const size = type === 0x0806 ? 28 : type < 0x0600 && type > 2 ? type : promised(bytes, payload);
  const end = payload + size;
  return size > 0 && (end === length || (end < length && end < LEAST && length <= LEAST + 4));
}
