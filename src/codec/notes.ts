import type { Verdict } from './checksum/seal.js';
import { ABSURD, BROKEN, PARTIAL, QUOTED, SHORT } from './dissect.js';
import type { Layer } from './packet.js';
import { getPath } from './paths.js';
import type { Computed, Severity } from './protocol.js';
import { endsCut, isCutShort, whyUnverified } from './verdict.js';

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
  const { seals, tailComputed } = layer.protocol.plan;
  const notes: Note[] = [];
  addShapeNotes(layer, notes);
  addVerdictNotes(layer, seals, notes);
  addVerdictNotes(layer, tailComputed, notes);
  addCheckNotes(layer, notes);
  return notes;
}

/** Lengths that do not fit, headers that end too soon, options that make no sense. */
function addShapeNotes(layer: Layer, notes: Note[]): void {
  const { protocol, flags, index, offset, length, problem, remarks } = layer;
  const { struct } = protocol.plan;
  const add = (severity: Severity, at: number, text: string) =>
    notes.push({ severity, layer: index, offset: at, text });
  // A quoted datagram is cut as a rule (RFC 792); a short capture is no fault of the packet.
  const excused = (flags & (QUOTED | PARTIAL)) !== 0 || endsCut(layer);
  const severity: Severity = excused ? 'note' : 'error';
  if (flags & BROKEN) {
    const why = problem || `${struct.head} bytes are needed, ${length} left`;
    add(severity, offset, `${protocol.title}: ${why}${promise(layer)}`);
  } else if (problem) {
    add(severity, offset, `${protocol.title}: ${problem}`);
  }
  if (flags & (ABSURD | SHORT) && !(flags & BROKEN)) {
    for (const { text, absurd } of misfits(layer)) add(absurd ? 'error' : severity, offset, text);
  }
  for (const { at, text } of remarks) add('warning', at, text);
}

/** Lengths that the header tells and the bytes deny. */
function misfits(layer: Layer): { text: string; absurd: boolean }[] {
  const { protocol, offset, length, limit } = layer;
  const { struct, rules, totalLength } = protocol.plan;
  const { bytes } = layer.packet;
  const found: { text: string; absurd: boolean }[] = [];
  const header = rules.headerLength?.(bytes, offset, limit) ?? length;
  if (header < struct.head) {
    const text = `header length ${header}: at least ${struct.head} bytes are needed`;
    found.push({ text, absurd: true });
  } else if (header > length) {
    const text = `header length ${header}, ${length} bytes left${promise(layer)}`;
    found.push({ text, absurd: false });
  }
  const total = totalLength?.(bytes, offset, length, limit) ?? -1;
  if (total >= 0 && total < length) {
    const text = `length ${total} is less than the header of ${length} bytes`;
    found.push({ text, absurd: true });
  } else if (total > limit - offset) {
    const text = `length ${total}, ${limit - offset} bytes left${promise(layer)}`;
    found.push({ text, absurd: false });
  }
  return found;
}

/** Who promised the bytes that are there. */
function promise({ outer }: Layer): string {
  return outer ? ` in ${outer.protocol.title}` : ' in the frame';
}

/** Checksums that are wrong, or cannot be judged. */
function addVerdictNotes(layer: Layer, computed: readonly Computed[], notes: Note[]): void {
  const { fields, index, offset, flags } = layer;
  for (const { path, status, expected } of computed) {
    const verdict: Verdict | undefined = getPath(fields, status);
    if (verdict === undefined || verdict === 'good' || verdict === 'absent') continue;
    const at = { layer: index, field: path, offset };
    if (verdict === 'bad') {
      const wanted = `0x${Number(getPath(fields, expected)).toString(16).padStart(4, '0')}`;
      notes.push({ severity: 'warning', ...at, text: `${path} is wrong: ${wanted} expected` });
    } else if (verdict === 'partial') {
      const text = `${path} holds the pseudo-header's sum alone: offloaded to the network card`;
      notes.push({ severity: 'note', ...at, text });
    } else {
      const why = whyUnverified(flags, isCutShort(layer));
      notes.push({ severity: 'note', ...at, text: `${path} cannot be checked: ${why}` });
    }
  }
}

function addCheckNotes(layer: Layer, notes: Note[]): void {
  // Half-read fields would raise false alarms.
  if (!(layer.flags & BROKEN || layer.problem)) notes.push(...checkNotes(layer));
}

/** What the checks of a protocol say of a layer of which all could be read. */
export function checkNotes(layer: Layer): Note[] {
  const { index, offset, protocol, fields } = layer;
  const notes: Note[] = [];
  for (const { severity, field, when, text, rfc } of protocol.plan.rules.checks ?? []) {
    if (!when(fields, layer)) continue;
    const words = typeof text === 'function' ? text(fields, layer) : text;
    const where = field === undefined ? {} : { field };
    const source = rfc === undefined ? {} : { rfc };
    notes.push({ severity, layer: index, ...where, offset, text: words, ...source });
  }
  return notes;
}
