import { FieldError } from '../../codec/field.js';
import { bytesFrom } from '../../codec/fixed.js';
import { toHex } from '../../codec/hex.js';
import { parseNumber } from '../../codec/number.js';
import type { Packet } from '../../codec/packet.js';
import type { Computed } from '../../codec/protocol.js';
import { CraftError } from '../craft-error.js';
import type { Tell } from './change.js';
import { followLengths } from './lengths.js';
import { type Spot, spotsOf } from './spot.js';
import { followSums, forcedKey } from './sums.js';

/** Other bytes in the place of some: `gone` of them, from `at` on; from the end if negative. */
export interface ByteEdit {
  readonly typed: string;
  readonly at: number;
  readonly gone: number;
  readonly bytes: Uint8Array;
}

/** `OFFSET:HEX`, or `OFFSET:COUNT` for those that are taken away. */
export function byteEditFrom(text: string, option: 'insert' | 'delete' | 'patch'): ByteEdit {
  const [, place = '', rest = ''] = /^(-?[^:]*):(.+)$/s.exec(text) ?? [];
  const from = place === 'end' ? Number.POSITIVE_INFINITY : numberOf(place);
  const typed = `--${option} ${text}`;
  if (from === undefined) {
    throw new CraftError(`${typed}: an offset is needed, and a colon`, HINTS[option]);
  }
  if (option === 'delete') {
    const gone = numberOf(rest);
    if (gone === undefined || gone < 1) {
      throw new CraftError(`${typed}: how many bytes is not said`, HINTS.delete);
    }
    return { typed, at: from, gone, bytes: new Uint8Array(0) };
  }
  try {
    const bytes = bytesFrom(rest);
    if (bytes.length === 0) throw new FieldError('', 'no bytes');
    return { typed, at: from, gone: option === 'patch' ? bytes.length : 0, bytes };
  } catch (error) {
    if (!(error instanceof FieldError)) throw error;
    throw new CraftError(`${typed}: ${error.reason}`, HINTS[option]);
  }
}

const HINTS = {
  insert: '--insert 54:cafe, --insert end:00',
  delete: '--delete 54:4, --delete=-4:4',
  patch: '--patch 0x16:40',
};

function numberOf(text: string): number | undefined {
  const negative = text.startsWith('-');
  const value = parseNumber(negative ? text.slice(1) : text);
  if (typeof value !== 'number' || value < 0) return undefined;
  return negative ? -value : value;
}

/** The packet with it; undefined: there is no such place in it. */
export function withBytes(
  packet: Packet,
  edit: ByteEdit,
  follows: boolean,
  tell: Tell,
): Uint8Array | undefined {
  const { bytes } = packet;
  const { gone, bytes: own } = edit;
  const at = edit.at === Number.POSITIVE_INFINITY ? bytes.length : placeIn(edit.at, bytes.length);
  if (at < 0 || at + gone > bytes.length) return undefined;
  const removed = bytes.subarray(at, at + gone);
  if (removed.length === own.length && removed.every((byte, i) => byte === own[i])) return bytes;
  const made = new Uint8Array(bytes.length - gone + own.length);
  made.set(bytes.subarray(0, at));
  made.set(own, at);
  made.set(bytes.subarray(at + gone), at + own.length);
  tell({
    name: `bytes at ${at}`,
    before: brief(removed) || 'nothing',
    after: brief(own) || 'nothing',
    follows: false,
  });
  if (!follows) return made;
  const spots = spotsOf(packet);
  const moved = spots.map((spot) => new MovedSpot(spot, at, gone, own.length));
  const same = spots.map((_, i) => i);
  const forced = patched(spots, at, gone);
  followLengths({ bytes, spots }, { bytes: made, spots: moved }, same, forced, tell);
  followSums({ bytes, spots }, { bytes: made, spots: moved }, same, forced, new Set(), tell);
  return made;
}

const placeIn = (at: number, size: number): number =>
  at < 0 || Object.is(at, -0) ? size + at : at;

const brief = (bytes: Uint8Array): string =>
  bytes.length > 16 ? `${toHex(bytes, 0, 16)}… (${bytes.length} bytes)` : toHex(bytes);

/** Lengths and sums that were written over themselves are what was asked for. */
function patched(spots: readonly Spot[], at: number, gone: number): Set<string> {
  const forced = new Set<string>();
  spots.forEach((spot, i) => {
    const { computed, tailComputed } = spot.protocol.plan;
    const all = [...computed.map((one) => [one, false] as const)];
    for (const [one, inTail] of [...all, ...tailComputed.map((t) => [t, true] as const)]) {
      const start = spot.at(one, inTail);
      const { bit, field } = one.found.cell;
      const from = start + (bit >> 3);
      const to = start + ((bit + field.bits + 7) >> 3);
      if (start >= 0 && from < at + gone && at < to) forced.add(forcedKey(i, one.path));
    }
  });
  return forced;
}

/** A layer behind, around or before a place where bytes were taken out and others put in. */
class MovedSpot implements Spot {
  readonly offset: number;
  readonly body: number;
  readonly stop: number;
  readonly end: number;

  constructor(
    private readonly spot: Spot,
    private readonly place: number,
    private readonly gone: number,
    private readonly come: number,
  ) {
    // What is put in where a header starts belongs to it, and behind a payload to that.
    this.offset = this.start(spot.offset);
    this.body = this.start(spot.body);
    this.stop = this.finish(spot.stop);
    this.end = this.finish(spot.end);
  }

  get protocol() {
    return this.spot.protocol;
  }
  get fields() {
    return this.spot.fields;
  }
  get inner() {
    return this.spot.inner;
  }
  get broken() {
    return this.spot.broken;
  }
  get partial() {
    return this.spot.partial;
  }
  get unsure() {
    return this.spot.unsure;
  }
  get cut() {
    return this.spot.cut;
  }

  at(one: Computed, inTail = false): number {
    const { place, gone, come } = this;
    const from = this.spot.at(one, inTail);
    if (from < 0) return -1;
    const { bit, field } = one.found.cell;
    const first = from + (bit >> 3);
    const last = from + ((bit + field.bits + 7) >> 3);
    if (last <= place) return from;
    if (first >= place + gone) return from + come - gone;
    return gone === come ? from : -1;
  }

  private start(at: number): number {
    const { place, gone, come } = this;
    if (at <= place) return at;
    return at >= place + gone ? at + come - gone : place + come;
  }

  private finish(at: number): number {
    const { place, gone, come } = this;
    if (at < place) return at;
    return at >= place + gone ? at + come - gone : place + come;
  }
}
