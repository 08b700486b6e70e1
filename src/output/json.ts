import type { Out } from '../codec/out.js';
import type { View } from '../codec/view.js';
import { visibleJson } from '../codec/visible.js';
import type { Format, Look } from './format.js';
import { JsonLine } from './json-line.js';

/** What stands on one line is at most so long. */
const LINE = 80;

/** One document, packet by packet: `{"schema": 1, "packets": […]}`, for people too. */
export function json({ annotate }: Look): Format {
  let first = true;
  return {
    begin: (out) => out.text('{\n  "schema": 1,\n  "packets": ['),
    packet(packet, out) {
      const before = first ? '\n    ' : ',\n    ';
      first = false;
      out.text(before + visibleJson(indented(packet.json({ annotate }), 4)));
    },
    end: (out) => out.text(first ? ']\n}\n' : '\n  ]\n}\n'),
  };
}

/** One packet a line, and nothing else. */
export function ndjson({ annotate }: Look): Format {
  let line: JsonLine | undefined;
  const view = (one: View, out: Out): void => {
    line ??= new JsonLine(one);
    line.write(one, out);
  };
  return {
    ...(annotate ? {} : { view }),
    packet: (packet, out) =>
      out.text(`${visibleJson(JSON.stringify(packet.json({ annotate })))}\n`),
  };
}

/** JSON text, indented by two; an object or array of plain values has one line if it fits. */
function indented(value: unknown, margin: number, lead = margin): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const entries: [string, unknown][] = Array.isArray(value)
    ? value.map((one) => ['', one])
    : Object.entries(value)
        .filter(([, one]) => one !== undefined)
        .map(([key, one]) => [`${JSON.stringify(key)}: `, one]);
  if (entries.length === 0) return `${open}${close}`;
  if (entries.every(([, one]) => typeof one !== 'object' || one === null)) {
    const words = entries.map(([key, one]) => key + JSON.stringify(one)).join(', ');
    const line = Array.isArray(value) ? `[${words}]` : `{ ${words} }`;
    // One more for the comma behind it.
    if (lead + line.length < LINE) return line;
  }
  const inner = margin + 2;
  const lines = entries.map(
    ([key, one]) => `${' '.repeat(inner)}${key}${indented(one, inner, inner + key.length)}`,
  );
  return `${open}\n${lines.join(',\n')}\n${' '.repeat(margin)}${close}`;
}
