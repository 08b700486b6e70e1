import type { Frame, Report } from './capture.js';

const FILE_HEADER = 24;

/** The magic number tells byte order, unit of the fractions, and the size of a record's header. */
interface Variant {
  readonly little: boolean;
  readonly digits: 6 | 9;
  readonly recordHeader: 16 | 24;
}

function variantOf(bytes: Uint8Array): Variant | undefined {
  if (bytes.length < 4) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (const little of [false, true]) {
    const magic = view.getUint32(0, little);
    if (magic === 0xa1b2c3d4) return { little, digits: 6, recordHeader: 16 };
    if (magic === 0xa1b23c4d) return { little, digits: 9, recordHeader: 16 };
    // Linux 2.x with Kuznetzov's patch: eight more bytes for interface, protocol and packet type.
    if (magic === 0xa1b2cd34) return { little, digits: 6, recordHeader: 24 };
  }
  return undefined;
}

export const isPcap = (bytes: Uint8Array): boolean => variantOf(bytes) !== undefined;

function timeText(seconds: number, fraction: number, digits: 6 | 9): string {
  const unit = 10 ** digits;
  // A fraction of a second or more is out of the format, yet its sum is the best reading of it.
  const whole = seconds + Math.floor(fraction / unit);
  return `${whole}.${String(fraction % unit)
    .padStart(digits, '0')
    .padEnd(9, '0')}`;
}

export function* readPcap(bytes: Uint8Array, report: Report): Generator<Frame> {
  const variant = variantOf(bytes);
  if (variant === undefined) return;
  const { little, digits, recordHeader } = variant;
  if (bytes.length < FILE_HEADER) {
    report({ offset: bytes.length, text: 'the file ends inside the pcap header' });
    return;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  // The upper 16 bits tell of a frame check sequence (draft-ietf-opsawg-pcap, 4).
  const linktype = view.getUint32(20, little) & 0xffff;
  let at = FILE_HEADER;
  for (let number = 1; at < bytes.length; number++) {
    const start = at + recordHeader;
    if (start > bytes.length) {
      report({ offset: at, text: `the file ends inside the header of record ${number}` });
      return;
    }
    const promised = view.getUint32(at + 8, little);
    const caplen = Math.min(promised, bytes.length - start);
    yield {
      number,
      time: timeText(view.getUint32(at, little), view.getUint32(at + 4, little), digits),
      bytes: bytes.subarray(start, start + caplen),
      len: view.getUint32(at + 12, little),
      caplen,
      linktype,
    };
    if (caplen < promised) {
      const text = `record ${number} promises ${promised} bytes, the file has ${caplen} of them`;
      report({ offset: at + 8, text });
      return;
    }
    at = start + caplen;
  }
}
