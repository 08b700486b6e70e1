import type { Reader } from './bits.js';
import type { Cell } from './field.js';

/** Two bytes of a header as one number. */
export const twoBytes = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] as number) << 8) | (bytes[at + 1] as number);

/** Four bytes, as 32 bits. */
export const fourBytes = (bytes: Uint8Array, at: number): number =>
  (twoBytes(bytes, at) << 16) | twoBytes(bytes, at + 2);

/** Where the field stands, if it is two bytes and their number; negative: it is not. */
export function twoBytesAt(reader: Reader, head: readonly Cell[]): number {
  const cell = cellOf(reader, head);
  const whole = cell?.field.bits === 16 && cell.bit % 8 === 0 && cell.place.json === 'bits';
  return whole ? cell.bit >> 3 : -1;
}

/** The field whose reader this is, also inside of a group. */
export function cellOf(reader: Reader, cells: readonly Cell[]): Cell | undefined {
  for (const cell of cells) {
    if (cell.place.number === reader) return cell;
    const inner = cell.inner && cellOf(reader, cell.inner);
    if (inner) return inner;
  }
  return undefined;
}
