import type { Loose, Where } from '../../codec/field.js';
import { Phrase } from '../../codec/phrase.js';
import { inBytes } from '../words.js';

const INITIAL = new Phrase('initial number, next ');
const NEXT = new Phrase('next ');

// Of a header that is cut short, what stands behind a field may be missing.

/** SYN and FIN take a number each, as a byte does (RFC 9293, 3.4). */
export function seqMeans(seq: number, v: Loose, { layer }: Where): string | Phrase | undefined {
  const { flags } = v;
  if (flags === undefined) return undefined;
  const taken = layer.stop - layer.body + Number(flags.syn) + Number(flags.fin);
  const next = (seq + taken) >>> 0;
  if (flags.syn) return INITIAL.of(next);
  return taken === 0 ? 'takes no number' : NEXT.of(next);
}

export function ackMeans(ack: number, { flags }: Loose): string | undefined {
  if (flags === undefined) return undefined;
  if (flags.ack) return 'all before it has arrived';
  return ack === 0 ? 'none: ACK is not set' : 'says nothing: ACK is not set';
}

/** RFC 7323, 2.2: a SYN's window is never scaled. */
export function windowMeans(window: number, { flags }: Loose): string {
  if (window === 0) return flags.reset ? '0 bytes' : 'no room: wait';
  return `${inBytes(window)}${flags.syn ? ', never scaled in a SYN' : ' before scaling'}`;
}

export function urgentMeans(pointer: number, { flags }: Loose): string | undefined {
  if (!flags.urg) return pointer === 0 ? undefined : 'says nothing: URG is not set';
  return `urgent data up to ${inBytes(pointer)} behind seq`;
}
