import type { Packet } from '../codec/packet.js';
import { Clean } from './clean.js';
import type { Format, Look } from './format.js';
import { summaryText } from './summary.js';
import { hasWide, loadWide, widthOf, wrapped } from './width.js';

/**
 * Lines for each packet, with an empty line between packets. What `rest` gives need not be
 * measured, and may be much.
 */
export function byPacket(
  look: Look,
  linesOf: (packet: Packet, clean: Clean) => string[],
  rest?: (packet: Packet) => Iterable<string>,
): Format {
  let first = true;
  return {
    packet(packet, out) {
      const write = (lines: readonly string[]): void => {
        if (!first) out.text('\n');
        first = false;
        for (const line of lines) out.text(`${line}\n`);
        for (const line of rest?.(packet) ?? []) out.text(`${line}\n`);
      };
      const clean = new Clean(look);
      const lines = linesOf(packet, clean);
      if (clean.plain || hasWide()) return write(lines);
      // What was met cannot be measured yet: once a run, a packet is laid out twice.
      return loadWide().then(() => write(linesOf(packet, new Clean(look))));
    },
  };
}

/** `#1  Ethernet › IPv4 › TCP   192.0.2.1:51234 → 198.51.100.2:443   SYN   74 bytes` */
export function headLines(packet: Packet, look: Look, clean: Clean): string[] {
  const { frame, layers, bytes } = packet;
  const path = clean.of(layers.map(({ protocol }) => protocol.short).join(' › '));
  const said = clean.of(summaryText(packet, look));
  const count = `${bytes.length} ${bytes.length === 1 ? 'byte' : 'bytes'}`;
  const size = frame.len > bytes.length ? `${count} of ${frame.len}` : count;
  const name = `#${frame.number ?? 1}  ${path}`;
  const whole = [name, said, size].filter(Boolean).join('   ');
  const fits = widthOf(whole) <= look.width;
  const lines = wrapped(fits ? whole : `${name}   ${size}`, look.width);
  const more = fits ? [] : wrapped(said, look.width - 4).map((line) => `    ${line}`);
  return [...lines.map((line) => look.paint.strong(line)), ...more];
}
