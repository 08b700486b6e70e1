import type { Layer } from '../codec/packet.js';
import { boxLines } from './boxes.js';
import { byPacket, headLines } from './by-packet.js';
import { Cells } from './cells.js';
import type { Clean } from './clean.js';
import type { Format, Look } from './format.js';
import { titleLines } from './layer-title.js';
import { leavesOf, nodesOf } from './nodes.js';
import { noteLines } from './notes.js';

/** Each layer as RFCs draw it, with this packet's values in the boxes. */
export function diagram(look: Look): Format {
  return byPacket(look, (packet, clean) => [
    ...headLines(packet, look, clean),
    ...packet.layers.flatMap((layer) => [
      ...titleLines(layer, look, clean),
      ...layerLines(layer, look, clean),
      ...noteLines(layer.notes, look, clean, ''),
    ]),
  ]);
}

/** A row of 32 bits is 65 columns wide, its place before it not counted. */
function rowBits(width: number): number {
  if (width >= 67) return 32;
  return width >= 35 ? 16 : 8;
}

function layerLines(layer: Layer, look: Look, clean: Clean): string[] {
  const perRow = rowBits(look.width);
  const { body, tailStart, offset } = layer;
  const cells = new Cells(leavesOf(nodesOf(layer)), look, clean);
  const head = cells.all.filter(({ start }) => start < body * 8);
  const tail = cells.all.filter(({ start }) => start >= body * 8);
  const missing = missingOf(layer);
  if (missing > 0) head.push(cells.missing(body, missing));
  const lines = [
    ...(head.length ? boxLines(head, offset * 8, perRow, look) : []),
    ...(tail.length ? boxLines(tail, tailStart * 8, perRow, look, !head.length) : []),
  ];
  return [...lines, ...cells.explained()];
}

/** Bytes of the header that should be there. */
function missingOf({ protocol, packet, offset, body, limit }: Layer): number {
  const { head, headerLength } = protocol.plan;
  const here = body - offset;
  if (here < head) return head - here;
  const told = headerLength?.(packet.bytes, offset, limit) ?? here;
  return told >= head ? told - here : 0;
}
