import { byPacket } from './by-packet.js';
import type { Format, Look } from './format.js';
import { packetLines } from './tree-packet.js';
import { TreeView } from './tree-view.js';

/** Straight from the bytes lines of so many columns are written, for files and pipes. */
const LEAST = 80;
const LINE = 10;

/** Every field in a line of its own, indented by what it is a part of. */
export function tree(look: Look): Format {
  const { width, ascii, paint } = look;
  const format = byPacket(look, (packet, clean) => packetLines(packet, look, clean));
  if (width < LEAST || ascii || paint.coloured) return format;
  let lines: TreeView | undefined;
  // Where nothing was begun, another thread has shown packets before these.
  let first = false;
  return {
    ...format,
    begin() {
      first = true;
    },
    view(view, out) {
      out.room(1);
      if (!first) out.byte(LINE);
      first = false;
      lines ??= new TreeView(view, look);
      return lines.write(view, out);
    },
  };
}
