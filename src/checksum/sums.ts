import type { Seal, Sealed, Verdict } from '../codec/checksum/seal.js';
import { QUOTED } from '../codec/dissect.js';
import type { Layer, Packet } from '../codec/packet.js';
import type { Trace } from '../codec/reading.js';
import { isCutShort, sealedIn, verdictOf, whyUnverified } from '../codec/verdict.js';

/** One checksum that stands in a packet. */
export interface Sum {
  readonly layer: Layer;
  /** Of the field in its layer: `checksum`, `ext.checksum`. */
  readonly path: string;
  /** As Wireshark calls it: `tcp.checksum`. */
  readonly name: string;
  /** Where it stands in the packet, in bytes. */
  readonly at: number;
  /** Bits. */
  readonly width: number;
  readonly stored: number;
  /** What should stand there; undefined where nobody can know. */
  readonly expected: number | undefined;
  readonly status: Verdict;
  /** Why it is absent, partial or unverified. */
  readonly reason: string | undefined;
  /** It stands in a datagram that an error message quotes. */
  readonly embedded: boolean;
  readonly seal: Seal;
  /** What it is over. */
  readonly sealed: Sealed;
}

/** Every checksum of a packet, in the order of the bytes. */
export function sumsOf(packet: Packet): Sum[] {
  return packet.layers.flatMap(sumsIn);
}

/** Those of one layer, its tail and what is nested in it included. */
export function sumsIn(layer: Layer): Sum[] {
  const { seals, tailComputed, rules } = layer.protocol.plan;
  if (!seals.length && !rules.tail) return [];
  const found: Sum[] = [];
  const traced = layer.trace();
  for (const trace of traced) {
    const path = trace.path.join('.');
    const own = [...seals, ...tailComputed].find((one) => one.path === path)?.seal;
    const at = trace.bit >> 3;
    if (own) found.push(sumOf(layer, trace, own, sealedIn(layer, at)));
    else if (trace.field.seal) {
      found.push(sumOf(layer, trace, trace.field.seal, around(layer, trace, traced)));
    }
  }
  return found;
}

/** The structure around a field, as far as its fields go. */
function around(layer: Layer, trace: Trace, traced: readonly Trace[]): Sealed {
  const outer = trace.path.slice(0, -1);
  const inside = traced.filter(({ path }) => outer.every((step, i) => path[i] === step));
  const start = Math.min(...inside.map(({ bit }) => bit)) >> 3;
  const end = Math.max(...inside.map(({ bit, width }) => bit + width)) >> 3;
  const { bytes } = layer.packet;
  return { bytes, start, body: end, end, at: trace.bit >> 3, addresses: undefined };
}

function sumOf(layer: Layer, trace: Trace, seal: Seal, sealed: Sealed): Sum {
  const { flags, protocol } = layer;
  const cut = isCutShort(layer);
  const stored = Number(trace.value);
  const status = verdictOf(seal, sealed, stored, flags, cut);
  const path = trace.path.join('.');
  return {
    layer,
    path,
    name: trace.field.filter ?? `${protocol.name}.${path}`,
    at: sealed.at,
    width: trace.width,
    stored,
    expected: status === 'unverified' ? undefined : seal.compute(sealed),
    status,
    reason: reasonOf(status, flags, cut),
    embedded: (flags & QUOTED) !== 0,
    seal,
    sealed,
  };
}

function reasonOf(status: Verdict, flags: number, cut: boolean): string | undefined {
  if (status === 'absent') return 'the sender made none';
  if (status === 'partial') return 'the sum of the pseudo-header alone: left to the network card';
  return status === 'unverified' ? whyUnverified(flags, cut) : undefined;
}
