import type { Field, Loose } from '../codec/field.js';
import type { Names } from '../codec/names.js';
import { Reading } from '../codec/reading.js';
import type { KindName } from './kinds.js';

/** What is known of a field, for the values that it is compared with. */
export interface Facts {
  readonly name: string;
  readonly names: readonly Names[];
  /** The greatest number that fits, if all of its places have one. */
  readonly most: number | undefined;
  /** Bytes of it, where they are always as many. */
  readonly size?: number | undefined;
}

const ZEROS = new Uint8Array(64);
const ONES = new Uint8Array(64).fill(255);

/** What kind of values it has: zeros are read, and looked at. */
export function kindOf(field: Field): KindName {
  if (field.orHex) return 'text';
  if (field.known) return 'bytes';
  if (field.fields) return field.bits > 0 ? 'number' : 'none';
  if (field.entry) return 'none';
  const zero = field.like ?? sample(field, ZEROS);
  if (typeof zero === 'boolean') return 'flag';
  if (typeof zero === 'number') return 'number';
  return typeof zero === 'string' ? kindOfText(zero, field.bits) : 'bytes';
}

function kindOfText(zero: string, bits: number): KindName {
  if (zero === '.') return 'text';
  if (/^\d+(\.\d+){3}$/.test(zero)) return 'ipv4';
  if (!zero.includes(':')) return 'bytes';
  return bits === 48 ? 'ether' : zero.includes('::') ? 'ipv6' : 'bytes';
}

/** What it makes of these bytes; it may need fields before it that are not here. */
function sample(field: Field, bytes: Uint8Array): unknown {
  if (field.place) return field.place(0).value(bytes, 0);
  const r = new Reading(bytes, 0, 0, field.bits > 0 ? field.bits / 8 : bytes.length);
  const around: Loose = {};
  try {
    return field.read?.(r, around, 'sample');
  } catch {
    return undefined;
  }
}

export function factsOf(name: string, fields: readonly Field[]): Facts {
  let most: number | undefined = 0;
  for (const field of fields) {
    const { place } = field;
    const read = place && (field.fields ? place(0).number : place(0).value);
    const greatest: unknown = read?.(ONES, 0);
    if (typeof greatest !== 'number') most = undefined;
    else if (most !== undefined) most = Math.max(most, greatest);
  }
  const names = fields.flatMap((field) => field.names ?? []);
  return { name, names, most: most === 0 ? undefined : most };
}
