import type { Frame, Layer, Packet } from '../codec/packet.js';
import { linkTypes } from '../registries/link-types.js';
import type { Clean } from './clean.js';
import type { Look } from './format.js';
import { nodesOf } from './nodes.js';
import { noteLines } from './notes.js';
import { STEP, TreeLines } from './tree-lines.js';

/** A packet whole, by its objects. */
export function packetLines(packet: Packet, look: Look, clean: Clean): string[] {
  const layers = packet.layers.flatMap((layer) => layerLines(layer, look, clean));
  return [...frameLines(packet.frame, look, clean), ...layers];
}

export function frameLines(frame: Frame, look: Look, clean: Clean): string[] {
  const { number = 1, len, caplen, time } = frame;
  const lines = new TreeLines(new Uint8Array(0), look, clean);
  const bytes = len === 1 ? 'byte' : 'bytes';
  lines.add(0, `Frame ${number}: ${len} ${bytes} on the wire, ${caplen} captured`);
  if (time !== undefined) lines.add(1, `Time: ${time} s since 1970`);
  addFrame(frame, lines);
  return lines.lines;
}

/** What many packets of a run have alike. */
export function addFrame(frame: Partial<Frame>, lines: TreeLines): void {
  const { linktype, comments = [] } = frame;
  const { clean } = lines;
  if (linktype !== undefined) {
    const name = linkTypes.textOf(linktype);
    lines.add(1, `Link type: ${linktype}${name === undefined ? '' : ` (${name})`}`);
  }
  if (frame.interface !== undefined) lines.add(1, clean.own(`Interface: ${frame.interface}`));
  for (const comment of comments) lines.add(1, clean.own(`Comment: ${comment}`));
}

export function layerLines(layer: Layer, look: Look, clean: Clean): string[] {
  const lines = new TreeLines(layer.packet.bytes, look, clean);
  addTitle(layer, look, lines);
  lines.nodes(nodesOf(layer), '', 1);
  return [...lines.lines, ...noteLines(layer.notes, look, clean, STEP)];
}

export function addTitle(layer: Layer, look: Look, lines: TreeLines): void {
  const { summary, index, protocol } = layer;
  const { title } = protocol;
  const line = lines.clean.of(summary ? `${title}, ${summary}` : title);
  lines.add(0, line, (text) => look.paint.layer(index, text));
}
