import type { Layer } from '../codec/packet.js';
import type { Severity } from '../codec/protocol.js';
import type { Clean } from './clean.js';
import { type Row, rowsOf } from './rows.js';

/** A layer in words that may be shown, not yet laid out. */
export interface Section {
  readonly index: number;
  readonly title: string;
  /** `bytes 42–85, guessed from udp.port 53`; `bytes 0–13 and 60–63` */
  readonly place: string;
  readonly rows: readonly Row[];
  /** What is odd about it. */
  readonly remarks: readonly { readonly severity: Severity; readonly text: string }[];
}

export function sectionOf(layer: Layer, clean: Clean): Section {
  const { annotations, index, protocol, notes, raw, problem } = layer;
  const remarks = notes.map(({ severity, text, rfc }) => ({
    severity,
    text: clean.of(rfc === undefined ? text : `${text} (${rfc})`),
  }));
  // A header that could not be read says so itself.
  if (raw && !problem) {
    const text = 'the fields alone would not give these bytes back: JSON has them as `raw`';
    remarks.push({ severity: 'note', text: clean.of(text) });
  }
  return {
    index,
    title: clean.of(protocol.title),
    place: clean.of(placeOf(layer)),
    rows: rowsOf(annotations, clean),
    remarks,
  };
}

export function placeOf({ offset, body, tailStart, end, protocol, chosenBy }: Layer): string {
  const ranges = [
    ...(body > offset ? [range(offset, body)] : []),
    ...(protocol.plan.tail && end > tailStart ? [range(tailStart, end)] : []),
  ].join(' and ');
  const bytes = ranges ? `${/\D/.test(ranges) ? 'bytes' : 'byte'} ${ranges}` : 'no bytes';
  // Numbers that say it outright stand in the table of the layer around.
  return chosenBy?.guess || chosenBy?.told ? `${bytes}, ${chosenBy.text}` : bytes;
}

const range = (from: number, to: number): string =>
  to > from + 1 ? `${from}–${to - 1}` : `${from}`;
