import { byPacket, headLines } from './by-packet.js';
import { tableLines } from './columns.js';
import { dumpRows } from './dump.js';
import type { Format, Look } from './format.js';
import { type Section, sectionOf } from './sections.js';
import { wrapped } from './width.js';

/** The bytes, and a table for each layer. */
export function table(look: Look): Format {
  return byPacket(look, (packet, clean) => [
    ...headLines(packet, look, clean),
    ...spaced(dumpRows(packet, look)),
    ...packet.layers.flatMap((layer) => spaced(sectionLines(sectionOf(layer, clean), look))),
  ]);
}

const spaced = (lines: readonly string[]): string[] => (lines.length ? ['', ...lines] : []);

function sectionLines({ index, title, place, rows, remarks }: Section, look: Look): string[] {
  const { paint, ascii, width } = look;
  const titles = wrapped(`${title}${ascii ? ' - ' : ' — '}${place}`, width);
  const notes = remarks.flatMap(({ severity, text }) => {
    const [first = '', ...more] = wrapped(`${severity}: ${text}`, width);
    const word = paint.severity(severity, first.slice(0, severity.length));
    const rest = more.length ? wrapped(more.join(' '), width - 2) : [];
    return [`${word}${first.slice(severity.length)}`, ...rest.map((line) => `  ${line}`)];
  });
  return [
    ...titles.map((line) => paint.strong(paint.layer(index, line))),
    ...(rows.length ? tableLines(rows, index, look) : []),
    ...notes,
  ];
}
