import { ByStack } from '../../codec/by-stack.js';
import type { Catalog } from '../../codec/catalog.js';
import { coversAll } from '../../codec/checksum/covers.js';
import type { Seal } from '../../codec/checksum/seal.js';
import type { Cuts } from '../../codec/dissect.js';
import type { Cell } from '../../codec/field.js';
import type { Protocol } from '../../codec/protocol.js';
import type { FieldEdit, HeadEdit } from './field-edit.js';
import { isNth, OUTERMOST, type Row } from './target.js';

/** An edit in the layer of that index. */
export interface QuickEdit {
  readonly edit: HeadEdit;
  readonly layer: number;
  /** Bytes from the layer's start on: where the field begins, and ends. */
  readonly from: number;
  readonly to: number;
  /** So many bytes of the header have to be there. */
  readonly needs: number;
  /** What it always writes. */
  readonly patch: Patch | undefined;
  /** Packets that it changed. */
  times: number;
}

/** Of some bytes the bits that stay, and those that are set. */
export interface Patch {
  readonly keep: Uint8Array;
  readonly set: Uint8Array;
}

/** A checksum that has to follow. */
export interface QuickSum {
  readonly name: string;
  readonly seal: Seal;
  readonly cell: Cell;
  readonly layer: number;
  /** Where it stands in the layer. */
  readonly at: number;
  /** Packets in which it moved. */
  times: number;
}

/** What there is to do in packets of these layers. */
export interface Stack {
  readonly protocols: readonly Protocol[];
  /** Not on the quick way: sums at no fixed place or of another kind, other routes. */
  readonly slow: boolean;
  readonly edits: readonly QuickEdit[];
  /** From the innermost out: a sum that moves is a change for those around it. */
  readonly sums: readonly QuickSum[];
  /** One edit that always writes the same, and one checksum at most, over the header alone. */
  readonly simple: boolean;
  /** Layers behind whose payload a checksum may stand that covers an edit. */
  readonly tails: readonly number[];
  /** Layers of which other fields are concerned where the header has more bytes than these. */
  readonly deeper: readonly { readonly layer: number; readonly head: number }[];
}

/** An address is not narrower. */
const ADDRESS = 32;

export type CountTell = (name: string, follows: boolean, times: number) => void;

function countsOf({ edits, sums }: Stack, tell: CountTell): void {
  for (const { edit, times } of edits) if (times > 0) tell(edit.name, false, times);
  for (const { name, times } of sums) if (times > 0) tell(name, true, times);
}

/**
 * The protocol behind whose first layer nothing matters: all that is edited stands in that, is no
 * address, and is covered by sums of headers alone.
 */
export function lastFor(all: readonly FieldEdit[], catalog: Catalog): Protocol | undefined {
  const asked = (p: Protocol): readonly HeadEdit[] => all.flatMap((edit) => edit.heads(p));
  const concerned = catalog.protocols.filter(
    (p) => asked(p).length > 0 || all.some((edit) => edit.deeper(p)),
  );
  const [only] = concerned;
  if (!only || concerned.length > 1 || all.some((edit) => edit.deeper(only))) return undefined;
  const near = asked(only).every(({ nth, cell }) => nth === OUTERMOST && cell.field.bits < ADDRESS);
  const { seals, tailComputed } = only.plan;
  return near && [...seals, ...tailComputed].every(({ seal }) => seal?.header) ? only : undefined;
}

/** Works out once for each stack of layers what is to be done in it. */
export class Stacks {
  private readonly all = new ByStack<Stack>(
    (protocols) => this.made(protocols),
    (one) => countsOf(one, (name, follows, times) => this.keep(name, follows, times)),
  );
  /** Counts of those that were forgotten. */
  private readonly past = new Map<string, { times: number; readonly follows: boolean }>();

  constructor(
    private readonly asked: readonly FieldEdit[],
    private readonly follows: boolean,
  ) {}

  /** How many packets each field of was changed. */
  counts(tell: CountTell): void {
    for (const [name, { times, follows }] of this.past) tell(name, follows, times);
    for (const stack of this.all.known) countsOf(stack, tell);
  }

  of(cuts: Cuts): Stack {
    return this.all.of(cuts);
  }

  private keep(name: string, follows: boolean, times: number): void {
    const kept = this.past.get(name) ?? { times: 0, follows };
    kept.times += times;
    this.past.set(name, kept);
  }

  private made(protocols: readonly Protocol[]): Stack {
    const row: Row = { count: protocols.length, protocol: (i) => protocols[i] as Protocol };
    const edits = protocols.flatMap((protocol, layer) =>
      this.asked
        .flatMap((one) => one.heads(protocol))
        .filter(({ nth }) => isNth(nth, row, layer))
        .map((edit) => {
          const [from, to] = bytesOf(edit.cell);
          const [, needs] = bytesOf(edit.group ?? edit.cell);
          const patch = edit.constant ? patchOf(edit, from, to) : undefined;
          return { edit, layer, from, to, needs, patch, times: 0 };
        }),
    );
    const deeper = protocols.flatMap((protocol, layer) =>
      this.asked.some((one) => one.deeper(protocol))
        ? [
            {
              layer,
              head: this.asked.some((one) => one.anyway?.(protocol)) ? -1 : headOf(protocol),
            },
          ]
        : [],
    );
    const rest = { protocols, edits, deeper };
    if (!this.follows || edits.length === 0) {
      return { ...rest, slow: false, simple: false, sums: [], tails: [] };
    }
    const sums = sumsOf(protocols, edits);
    return { ...rest, ...sums, simple: deeper.length === 0 && isSimple(edits, sums) };
  }
}

const headOf = ({ plan }: Protocol): number => plan.struct.head;

/** Bits that are what they were, whatever they were, stay. */
function patchOf({ write, cell }: HeadEdit, from: number, to: number): Patch {
  const [zeros = NONE, ones = NONE] = [0, 0xff].map((byte) => {
    const bytes = new Uint8Array(to).fill(byte);
    write(bytes, 0, cell);
    return bytes.slice(from);
  });
  const keep = zeros.map((byte, i) => byte ^ (ones[i] as number));
  return { keep, set: zeros.map((byte, i) => byte & ~(keep[i] as number)) };
}
const NONE = new Uint8Array(0);

const bytesOf = ({ bit, field }: Cell): readonly [from: number, to: number] => [
  bit >> 3,
  (bit + field.bits + 7) >> 3,
];

function isSimple(
  [edit, ...more]: readonly QuickEdit[],
  { slow, sums }: Pick<Stack, 'slow' | 'sums'>,
): boolean {
  const [sum, ...others] = sums;
  if (slow || more.length + others.length > 0 || !edit?.patch) return false;
  return sum === undefined || (sum.seal.header && sum.layer === edit.layer);
}

function sumsOf(protocols: readonly Protocol[], edits: readonly QuickEdit[]) {
  const sums: QuickSum[] = [];
  const tails: number[] = [];
  const addresses = edits.some(({ edit }) => edit.cell.field.bits >= ADDRESS);
  let last = Math.max(...edits.map(({ layer }) => layer));
  let slow = false;
  for (let layer = protocols.length - 1; layer >= 0; layer--) {
    const { name, plan } = protocols[layer] as Protocol;
    const own = edits.some((one) => one.layer === layer);
    // Addresses may be elsewhere, or become others by other fields.
    if ((addresses || own) && plan.reroutes !== undefined) slow = true;
    if (layer <= last && plan.tailComputed.some(({ seal }) => seal)) tails.push(layer);
    for (const { found, seal, path } of plan.seals) {
      const { item, cell } = found;
      const asked = edits.some((one) => one.layer === layer && one.edit.cell === cell);
      const covers = seal?.header ? own : layer <= last;
      if (!seal || asked || !(covers || (addresses && seal.partial !== undefined))) continue;
      const plain = item.kind === 'run' && item.index === 0 && cell.field.bits === 16;
      if (!plain || seal.algorithm !== 'internet' || !coversAll(seal)) slow = true;
      sums.push({ name: `${name}.${path}`, seal, cell, layer, at: cell.bit >> 3, times: 0 });
      last = Math.max(last, layer);
    }
  }
  return { slow, sums, tails };
}
