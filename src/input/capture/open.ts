import type { Ahead } from '../source.js';
import { Pcap, pcapVariant } from './pcap.js';
import { isPcapng, Pcapng } from './pcapng.js';
import { Window } from './window.js';

export type Capture = Pcap | Pcapng;

/** As many bytes tell what a capture is. */
const HEAD = 12;

/** `pcap` or `pcapng`, by the first bytes. */
export function captureKind(head: Uint8Array): Capture['format'] | undefined {
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
