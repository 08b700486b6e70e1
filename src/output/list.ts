import type { Annotation } from '../codec/annotate.js';
import type { Layer, Packet } from '../codec/packet.js';
import { visible } from './visible.js';

/** Long values are cut: all of them stands in JSON. */
const MOST = 60;

/** A packet as plain lines: byte, bits, name, value, meaning; notes below their layer. */
export function fieldList(packet: Packet): string {
  const path = packet.layers.map((layer) => layer.protocol.title).join(' › ');
  const head = `#${packet.frame.number ?? 1}  ${path}   ${packet.bytes.length} bytes\n`;
  return head + packet.layers.map((layer) => layerList(layer)).join('');
}

function layerList(layer: Layer): string {
  // The fields are read on the way to their places: once is enough.
  const { protocol, offset, body, annotations } = layer;
  const { summary } = layer;
  const span = body > offset ? `bytes ${offset}–${body - 1}` : 'no bytes';
  const said = summary ? `   ${visible(summary)}` : '';
  const rows = annotations.map(rowOf);
  const width = (column: number) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0));
  const widths = [width(0), width(1), width(2), width(3)];
  const lines = rows.map((row) =>
    row
      .map((cell, i) => (i < 4 ? cell.padEnd(widths[i] ?? 0) : cell))
      .join('  ')
      .trimEnd(),
  );
  const notes = layer.notes.map(({ severity, text, rfc }) =>
    visible(`${severity}: ${text}${rfc ? ` (${rfc})` : ''}`),
  );
  const raw = layer.raw === undefined ? [] : [`raw  ${shortened(layer.raw)}`];
  return `\n${protocol.title}, ${span}${said}\n${[...lines, ...raw, ...notes]
    .map((line) => `  ${line}\n`)
    .join('')}`;
}

function rowOf({ name, offset, bit, width, text, meaning }: Annotation): string[] {
  const last = offset + ((bit + width - 1) >> 3);
  const bytes = last > offset ? `${offset}–${last}` : `${offset}`;
  const end = bit + width - 1;
  const whole = bit === 0 && width % 8 === 0;
  const bits = whole ? '' : width === 1 ? `${bit}` : `${bit}–${end}`;
  return [bytes, bits, name, shortened(visible(text)), visible(meaning ?? '')];
}

function shortened(text: string): string {
  return text.length > MOST ? `${text.slice(0, MOST - 1)}…` : text;
}
