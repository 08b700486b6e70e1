import type { Loose, Where } from '../../codec/field.js';

/** Names the field of the quoted datagram at the byte that an error points at. */
export function pointsAt(pointer: number, _: Loose, { layer }: Where): string {
  const at = layer.body + pointer;
  const quoted = layer.packet.layers.find(
    ({ index, offset, body }) => index > layer.index && offset <= at && at < body,
  );
  const found = quoted?.annotations.findLast(
    ({ offset, bit, width, name }) =>
      name !== 'raw' && offset <= at && at * 8 < offset * 8 + bit + width,
  );
  const where = found === undefined ? 'not quoted' : `${quoted?.protocol.name}.${found.name}`;
  return `byte ${pointer} from the start: ${where}`;
}
