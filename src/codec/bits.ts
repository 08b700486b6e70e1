/** Reads the number that a field holds; `offset` is where its structure starts. */
export type Reader = (bytes: Uint8Array, offset: number) => number;
/** The inverse: other bits of the same bytes stay as they are. */
export type Setter = (bytes: Uint8Array, offset: number, value: number) => void;

/** `width` bits (up to 53), `bit` bits after byte `offset`, most significant first. */
export function getBits(bytes: Uint8Array, offset: number, bit: number, width: number): number {
  let value = 0;
  let at = offset * 8 + bit;
  for (let left = width; left > 0; ) {
    const room = 8 - (at & 7);
    const take = Math.min(room, left);
    // The division keeps positions beyond 2^31 bits exact.
    value =
      value * 2 ** take + (((bytes[Math.floor(at / 8)] ?? 0) >> (room - take)) & (2 ** take - 1));
    at += take;
    left -= take;
  }
  return value;
}

export function putBits(
  bytes: Uint8Array,
  offset: number,
  bit: number,
  width: number,
  value: number,
): void {
  let at = offset * 8 + bit;
  for (let left = width; left > 0; ) {
    const room = 8 - (at & 7);
    const take = Math.min(room, left);
    const mask = 2 ** take - 1;
    const part = Math.floor(value / 2 ** (left - take)) % 2 ** take;
    const i = Math.floor(at / 8);
    bytes[i] = ((bytes[i] ?? 0) & ~(mask << (room - take))) | (part << (room - take));
    at += take;
    left -= take;
  }
}

/**
 * A reader made once per field, of the number times `scale`: the widths that occur most get a form
 * of their own.
 */
export function reader(bit: number, width: number, scale = 1): Reader {
  const i = bit >> 3;
  const lead = bit & 7;
  const span = (lead + width + 7) >> 3;
  const shift = span * 8 - lead - width;
  if (lead === 0 && shift === 0 && scale === 1) {
    if (width === 8) return (b, o) => b[o + i] as number;
    if (width === 16) return (b, o) => ((b[o + i] as number) << 8) | (b[o + i + 1] as number);
    if (width === 32)
      return (b, o) => {
        const p = o + i;
        const high = ((b[p] as number) << 24) | ((b[p + 1] as number) << 16);
        return (high | ((b[p + 2] as number) << 8) | (b[p + 3] as number)) >>> 0;
      };
    if (width === 48)
      return (b, o) => {
        const p = o + i;
        const high = ((b[p] as number) << 8) | (b[p + 1] as number);
        const low = ((b[p + 2] as number) << 24) | ((b[p + 3] as number) << 16);
        return high * 2 ** 32 + ((low | ((b[p + 4] as number) << 8) | (b[p + 5] as number)) >>> 0);
      };
  }
  const mask = 2 ** width - 1;
  if (span === 1) return (b, o) => (((b[o + i] as number) >> shift) & mask) * scale;
  if (span === 2) {
    return (b, o) =>
      (((((b[o + i] as number) << 8) | (b[o + i + 1] as number)) >> shift) & mask) * scale;
  }
  return (b, o) => getBits(b, o, bit, width) * scale;
}

/** The widths that occur most share one function: whoever calls setters then calls the same one. */
export function setter(bit: number, width: number): Setter {
  const i = bit >> 3;
  const span = ((bit & 7) + width + 7) >> 3;
  const shift = span * 8 - (bit & 7) - width;
  const keep = ~((2 ** width - 1) << shift);
  const whole = width === span * 8;
  if (span === 1 || (whole && (span === 2 || span === 4))) {
    return (b, o, v) => {
      let p = o + i;
      if (span === 1) {
        b[p] = whole ? v : ((b[p] as number) & keep) | (v << shift);
        return;
      }
      if (span === 4) {
        b[p++] = v >>> 24;
        b[p++] = v >>> 16;
      }
      b[p++] = v >>> 8;
      b[p] = v;
    };
  }
  if (whole) return (b, o, v) => putBytes(b, o + i, span, v);
  if (span <= 3) {
    return (b, o, v) => putBytes(b, o + i, span, (getBytes(b, o + i, span) & keep) | (v << shift));
  }
  return (b, o, v) => putBits(b, o, bit, width, v);
}

/** Whole bytes, most significant first. */
export function putBytes(bytes: Uint8Array, at: number, size: number, value: number): void {
  if (size === 1) {
    bytes[at] = value;
    return;
  }
  let left = value;
  for (let i = at + size - 1; i >= at; i--) {
    bytes[i] = left;
    left = Math.floor(left / 256);
  }
}

export function getBytes(bytes: Uint8Array, at: number, size: number): number {
  let value = 0;
  for (let i = at; i < at + size; i++) value = value * 256 + (bytes[i] as number);
  return value;
}

/** Whole bytes with the least significant first, as hosts of today hold numbers. */
export function littleReader(bit: number, width: number): Reader {
  const first = bit >> 3;
  const last = (bit + width - 8) >> 3;
  return (b, o) => {
    let value = 0;
    for (let i = last; i >= first; i--) value = value * 256 + (b[o + i] as number);
    return value;
  };
}

export function littleSetter(bit: number, width: number): Setter {
  const first = bit >> 3;
  const last = (bit + width - 8) >> 3;
  return (b, o, value) => {
    let left = value;
    for (let i = first; i <= last; i++) {
      b[o + i] = left % 256;
      left = Math.floor(left / 256);
    }
  };
}

/** The byte at which something starts that has no half bytes. */
export function wholeByte(bit: number): number {
  if (bit % 8) throw new Error('bytes and addresses start at a whole byte');
  return bit / 8;
}
