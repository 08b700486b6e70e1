export const PACKET = Uint8Array.of(1, 2, 3, 4, 5);

/** Writes blocks of one byte order. */
export function writer(little: boolean) {
  const numbers = (width: 2 | 4 | 8, values: readonly (number | bigint)[]): Uint8Array => {
    const bytes = new Uint8Array(values.length * width);
    const view = new DataView(bytes.buffer);
    values.forEach((value, i) => {
      if (width === 8) view.setBigInt64(i * 8, BigInt(value), little);
      else if (width === 4) view.setUint32(i * 4, Number(value), little);
      else view.setUint16(i * 2, Number(value), little);
    });
    return bytes;
  };
  const u16 = (...values: number[]) => numbers(2, values);
  const u32 = (...values: number[]) => numbers(4, values);
  const i64 = (value: bigint) => numbers(8, [value]);
  const option = (code: number, value: Uint8Array) => join(u16(code, value.length), pad(value));
  const block = (type: number, ...body: Uint8Array[]) => {
    const inside = pad(join(...body));
    const size = inside.length + 12;
    return join(u32(type, size), inside, u32(size));
  };
  const section = (version = 1) =>
    block(0x0a0d0d0a, u32(0x1a2b3c4d), u16(version, 0), u32(0xffffffff, 0xffffffff));
  const device = (linktype = 1, snaplen = 0, ...options: Uint8Array[]) =>
    block(1, u16(linktype, 0), u32(snaplen), ...options);
  const enhanced = (index: number, ticks: bigint, len = 5, bytes = PACKET) =>
    block(
      6,
      u32(index, Number(ticks >> 32n), Number(ticks & 0xffffffffn), bytes.length, len),
      pad(bytes),
    );
  return { u16, u32, i64, option, block, section, device, enhanced };
}

export function pad(bytes: Uint8Array): Uint8Array {
  return join(bytes, new Uint8Array((4 - (bytes.length % 4)) % 4));
}

export function join(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
