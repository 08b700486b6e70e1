import { type PlainSum, plainSum } from '../codec/checksum/plain.js';
import type { Computed, Protocol } from '../codec/protocol.js';
import type { Plain } from '../codec/rules.js';
import { Builder } from './json-builder.js';
import type { Memo } from './json-memo.js';
import type { JsonOptions } from './json-options.js';
import type { Program } from './json-program.js';
import type { JsonStruct } from './json-struct.js';

/** One of the layers that a form is for. */
export interface Spot {
  readonly index: number;
  readonly struct: JsonStruct;
  /** Where it starts, behind where the form does. */
  readonly offset: number;
  /** What stands before its fields; empty: somebody else writes it. */
  readonly heading: string;
  /** Bytes of its header; undefined: any number. */
  readonly header: number | undefined;
  /** Something stands behind its payload. */
  readonly tailed: boolean;
}

/** What is done for a layer of the packet that is written now. */
export interface Acts {
  /** Its header is one that encoding gives back. */
  regular(index: number, struct: JsonStruct): boolean;
  /** Its checksum is. */
  good(index: number, seal: Computed): boolean;
  /** Writes its options, which stand behind so many bytes. */
  options(index: number, options: JsonOptions, head: number): boolean;
  /** Writes all members but the head. */
  rest(spot: Spot): boolean;
}

/** How layers one after another are written that lie in the same way in many packets. */
export interface JsonForm {
  readonly program: Program;
  /** The text is for good ones. */
  readonly sums: readonly PlainSum[];
  /** Those whose checks may have something to say. */
  readonly asked: readonly { readonly index: number; readonly plain: Plain }[];
}

/** What is written before more room is asked for, and may be taken back. */
export const ROOM = 8000;
/** What one layer takes at most beside its fixed fields. */
export const REST = 3000;

/** Undefined: one of them has no way, or all of them are too long. */
export function formOf(
  spots: readonly Spot[],
  acts: Acts,
  memos: Map<unknown, Memo>,
): JsonForm | undefined {
  const build = new Builder(memos);
  const protocols = spots.map(({ struct }) => struct.protocol);
  const sums: PlainSum[] = [];
  for (const [i, spot] of spots.entries()) {
    if (i > 0) build.text(',');
    build.text(spot.heading);
    if (!addLayer(build, spot, acts, protocols, sums)) return undefined;
  }
  const program = build.done();
  if (program.longest > ROOM) return undefined;
  const asked = spots.flatMap(({ index, struct: { plain } }) => (plain ? { index, plain } : []));
  return { program, sums, asked };
}

function addLayer(
  build: Builder,
  spot: Spot,
  acts: Acts,
  protocols: readonly Protocol[],
  sums: PlainSum[],
): boolean {
  const { index, struct, offset, header, tailed } = spot;
  const { head, fields, regular, bare, options } = struct;
  const short = header !== undefined && header < (head?.bytes ?? 0);
  if (!fields || short) return false;
  if (regular) build.act(() => acts.regular(index, struct));
  build.shift = offset;
  const judge = (seal: Computed): void => {
    // One layer by itself does not tell what is around it.
    const sum = header === undefined ? undefined : plainSum(protocols, index);
    if (sum) sums.push(sum);
    else build.act(() => acts.good(index, seal));
  };
  if (head && !build.pieces(head.pieces, judge)) return false;
  build.text(head?.after ?? '');
  if (tailed || !head || !bare || header === undefined || (header > head.bytes && !options)) {
    build.act(() => acts.rest(spot), REST);
  } else if (options && header > head.bytes) {
    build.act(() => acts.options(index, options, head.bytes), REST);
  }
  build.text('}}');
  return true;
}
