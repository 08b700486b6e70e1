import type { Layer } from '../codec/packet.js';
import type { Clean } from './clean.js';
import type { Look } from './format.js';
import { placeOf } from './sections.js';
import { wrapped } from './width.js';

/** `Internet Protocol v4, bytes 14–33` below an empty line. */
export function titleLines(layer: Layer, look: Look, clean: Clean): string[] {
  const { protocol, index } = layer;
  const title = clean.of(`${protocol.title}, ${placeOf(layer)}`);
  const paint = (line: string) => look.paint.strong(look.paint.layer(index, line));
  return ['', ...wrapped(title, look.width).map(paint)];
}
