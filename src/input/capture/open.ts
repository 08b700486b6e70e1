import type { Ahead } from '../source.js';
import { Pcap } from './pcap.js';
import { pcapVariant } from './pcap-format.js';
import { isPcapng, Pcapng } from './pcapng.js';
import { Window } from './window.js';

export type Capture = Pcap | Pcapng;

/** As many bytes tell what a capture is. */
const HEAD = 12;

/** First bytes of all the magic numbers. */
const FIRST = [0xa1, 0xd4, 0x4d, 0x34, 0x0a];

/** `pcap` or `pcapng`, by the first bytes. */
export function captureKind(head: Uint8Array): Capture['format'] | undefined {
  // Asked about every packet of a text: nearly all of them begin otherwise.
  if (!FIRST.includes(head[0] as number)) return undefined;
  return pcapVariant(head) ? 'pcap' : isPcapng(head) ? 'pcapng' : undefined;
}

/** The capture that a stream begins with, or undefined. */
export function openRecords(source: Ahead, buffer?: number): Capture | undefined {
  const head = source.peek(HEAD);
  return captureKind(head) && recordsIn(head, Window.onto(source, buffer));
}

/** The same for bytes that are here. */
export function recordsOf(bytes: Uint8Array): Capture | undefined {
  return recordsIn(bytes.subarray(0, HEAD), Window.over(bytes));
}

function recordsIn(head: Uint8Array, window: Window): Capture | undefined {
  const variant = pcapVariant(head);
  if (variant) return new Pcap(window, variant);
  return isPcapng(head) ? new Pcapng(window) : undefined;
}
