import { FieldError, type Loose } from './field.js';
import { isComment } from './keys.js';
import type { Protocol } from './protocol.js';
import { Reading } from './reading.js';

/** Beside raw bytes, fields are only what these bytes say: an edit would have no effect. */
export function refuseEdit(protocol: Protocol, bytes: Uint8Array, fields: Loose): void {
  const r = new Reading(bytes, 0, 0, bytes.length);
  const { struct } = protocol.plan;
  const found = struct.read(r);
  const { tail } = protocol.plan;
  for (const key of Object.keys(fields)) {
    if (isComment(key) || tail?.has(key.replace(/_raw$/, ''))) continue;
    if (!covers(ownOf(found, key), fields[key])) {
      throw new FieldError(key, 'edited beside raw bytes: drop `raw` to encode the fields instead');
    }
  }
}

/** All that was given stands there too. */
export function covers(found: unknown, given: unknown): boolean {
  if (typeof given !== 'object' || given === null) return found === given;
  if (typeof found !== 'object' || found === null) return false;
  const { length } = Object.keys(given);
  if (Array.isArray(given) && length !== Object.keys(found).length) return false;
  return Object.entries(given).every(
    ([key, value]) => isComment(key) || covers(ownOf(found, key), value),
  );
}

const ownOf = (object: Loose, key: string): unknown =>
  Object.hasOwn(object, key) ? object[key] : undefined;
