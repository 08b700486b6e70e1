import type { Out } from '../codec/out.js';
import type { View } from '../codec/view.js';
import type { Format } from './format.js';

/** A packet a line, as digits and nothing else. */
export function hex(): Format {
  return lines((out, bytes, start, end) => out.hexBytes(bytes, start, end));
}

/** A packet a line, as base64 (RFC 4648, 4). */
export function base64(): Format {
  return lines((out, { buffer, byteOffset }, start, end) =>
    out.text(Buffer.from(buffer, byteOffset + start, end - start).toString('base64')),
  );
}

function lines(write: (out: Out, bytes: Uint8Array, start: number, end: number) => void): Format {
  const line = (out: Out, { bytes, start, end }: Pick<View, 'bytes' | 'start' | 'end'>): void => {
    write(out, bytes, start, end);
    out.text('\n');
  };
  return {
    packet: ({ bytes }, out) => line(out, { bytes, start: 0, end: bytes.length }),
    view: (view, out) => line(out, view),
  };
}
