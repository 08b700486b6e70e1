// The numbers of a pcap file, for whoever reads or writes one.

export const FILE_HEADER = 24;
/** The upper four bits of the link type's word are set. */
export const HAS_FCS = 0x0400_0000;

/** The magic number tells byte order, unit of the fractions, and the size of a record's header. */
export interface Variant {
  readonly little: boolean;
  /** Fractions of a second that make one. */
  readonly unit: number;
  readonly header: number;
}

export function pcapVariant(bytes: Uint8Array): Variant | undefined {
  if (bytes.length < 4) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (const little of [false, true]) {
    const magic = view.getUint32(0, little);
    if (magic === 0xa1b2c3d4) return { little, unit: 1e6, header: 16 };
    if (magic === 0xa1b23c4d) return { little, unit: 1e9, header: 16 };
    // Linux 2.x with Kuznetzov's patch: eight more bytes for interface, protocol and packet type.
    if (magic === 0xa1b2cd34) return { little, unit: 1e6, header: 24 };
  }
  return undefined;
}
