import { ABSURD, BROKEN, PARTIAL, QUOTED, SHORT } from './dissect.js';
import type { Loose } from './field.js';
import type { Layer } from './packet.js';
import type { Severity } from './protocol.js';
import { getPath } from './struct.js';

/** Something odd about a packet: where, and why. */
export interface Note {
  readonly severity: Severity;
  /** Index of the layer. */
  readonly layer: number;
  readonly field?: string;
  /** From the packet's first byte. */
  readonly offset: number;
  readonly text: string;
  readonly rfc?: string;
}

export function layerNotes(layer: Layer): Note[] {
  return [...shapeNotes(layer), ...verdictNotes(layer), ...checkNotes(layer)];
}

/** Lengths that do not fit, headers that end too soon, options that make no sense. */
function shapeNotes(layer: Layer): Note[] {
  const { protocol, flags, index, offset, length, problem } = layer;
  const { struct, rules } = protocol.plan;
  const notes: Note[] = [];
  const add = (severity: Severity, at: number, text: string) =>
    notes.push({ severity, layer: index, offset: at, text });
  // A quoted datagram is cut as a rule (RFC 792); a short capture is no fault of the packet.
  const excused = (flags & (QUOTED | PARTIAL)) !== 0 || cutShort(layer);
  const severity: Severity = excused ? 'note' : 'error';
  if (flags & BROKEN) {
    const why = problem || `${struct.head} bytes are needed, ${length} left`;
    add(severity, offset, `${protocol.title}: ${why}${promise(layer)}`);
  } else if (problem) {
    add(severity, offset, `${protocol.title}: ${problem}`);
  }
  const { bytes } = layer.packet;
  const header = rules.headerLength?.(bytes, offset) ?? length;
  if (!(flags & BROKEN) && header < struct.head) {
    add('error', offset, `header length ${header}: at least ${struct.head} bytes are needed`);
  } else if (!(flags & BROKEN) && flags & SHORT && header > length) {
    add(severity, offset, `header length ${header}, ${length} bytes left${promise(layer)}`);
  }
  const total = flags & BROKEN ? -1 : (rules.totalLength?.(bytes, offset, length) ?? -1);
  if (total >= 0 && flags & ABSURD && total < length) {
    add('error', offset, `length ${total} is less than the header of ${length} bytes`);
  } else if (total > layer.stop - offset && flags & SHORT) {
    add(severity, offset, `length ${total}, ${layer.stop - offset} bytes left${promise(layer)}`);
  }
  for (const { at, text } of layer.remarks ?? []) add('warning', at, text);
  return notes;
}

/** Who promised the bytes that are there. */
function promise({ outer }: Layer): string {
  return outer ? ` in ${outer.protocol.title}` : ' in the frame';
}

function cutShort({ packet, end }: Layer): boolean {
  return packet.frame.caplen < packet.frame.len && end >= packet.bytes.length;
}

/** Checksums that are wrong, or cannot be judged. */
function verdictNotes(layer: Layer): Note[] {
  const { fields, index, offset, flags, protocol } = layer;
  return [...protocol.plan.computed, ...protocol.plan.tailComputed].flatMap(({ path, seal }) => {
    if (!seal) return [];
    const status = getPath(fields, `${path}_status`.split('.'));
    const expected = getPath(fields, `${path}_expected`.split('.'));
    const at = { layer: index, field: path, offset };
    if (status === 'bad') {
      const wanted = `0x${Number(expected).toString(16).padStart(4, '0')}`;
      return [
        { severity: 'warning' as Severity, ...at, text: `${path} is wrong: ${wanted} expected` },
      ];
    }
    if (status === 'partial') {
      const text = `${path} holds the sum of the pseudo-header alone: offloaded to the network card`;
      return [{ severity: 'note' as Severity, ...at, text }];
    }
    if (status === 'unverified') {
      const why = flags & SHORT ? 'the packet is cut short' : 'only a part of the datagram is here';
      return [{ severity: 'note' as Severity, ...at, text: `${path} cannot be checked: ${why}` }];
    }
    return [];
  });
}

function checkNotes(layer: Layer): Note[] {
  const { index, offset, flags, protocol, fields } = layer;
  // Half-read fields would raise false alarms.
  if (flags & BROKEN || layer.problem) return [];
  return (protocol.plan.rules.checks ?? []).flatMap(({ severity, field, when, text, rfc }) => {
    if (!when(fields, layer)) return [];
    const words = typeof text === 'function' ? text(fields as Loose, layer) : text;
    const where = field === undefined ? {} : { field };
    const source = rfc === undefined ? {} : { rfc };
    return [{ severity, layer: index, ...where, offset, text: words, ...source }];
  });
}
