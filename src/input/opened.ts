import { TextDecoder } from 'node:util';
import { openRecords } from './capture/open.js';
import { openCapture } from './captured.js';
import { foreign } from './foreign.js';
import type { InputFrame } from './frame.js';
import { LARGEST, PacketBytes } from './hex/packet-bytes.js';
import type { Input } from './input.js';
import { InputError, noBytes } from './input-error.js';
import { unpacked } from './packed.js';
import type { Ahead, Source } from './source.js';

/** Enough to tell what an input is. */
const HEAD = 1024;

/**
 * Opens bytes from anywhere: a capture, text of any dialect, or the bytes of one packet. The name
 * is that of a file, for errors.
 */
export async function openSource(from: Source, name?: string): Promise<Input> {
  const { source, packings } = await unpacked(from);
  // A capture tells by its first bytes: more of a live one may take their time.
  const records = openRecords(source);
  const input = records ? openCapture(records) : await openOther(source, name);
  if (packings.length === 0) return input;
  const kind = [input.kind, ...packings.toReversed()].join(' in ');
  return {
    kind,
    get notices() {
      return input.notices;
    },
    get damaged() {
      return input.damaged ?? false;
    },
    frames: input.frames,
    ...(input.packets && { packets: input.packets }),
    ...(input.capture && { capture: input.capture }),
  };
}

async function openOther(source: Ahead, name: string | undefined): Promise<Input> {
  const head = source.peek(HEAD);
  if (head.length === 0) {
    throw noBytes(name);
  }
  const other = foreign(head, name);
  if (other !== undefined) throw other;
  if (!isText(head)) return openBinary(source);
  // All its dialects: captures need none of them.
  return (await import('./text.js')).openText(source);
}

/** Text has no control characters but those that lay it out; UTF-16 tells by its first bytes. */
function isText(head: Uint8Array): boolean {
  const [one, two] = head;
  if ((one === 0xff && two === 0xfe) || (one === 0xfe && two === 0xff)) return true;
  // From tab to carriage return, and escape, which colours begin with.
  const steers = (byte: number, at: number): boolean =>
    (byte < 32 && !(byte >= 9 && byte <= 13) && byte !== 27 && !endsTitle(head, at)) ||
    byte === 127;
  if (head.some(steers)) return false;
  // Text in an encoding of old is mostly ASCII.
  return isUtf8(head) || head.filter((byte) => byte > 127).length <= head.length / 4;
}

/** A bell that ends what `ESC ]` begins: a title or a link for the terminal. */
function endsTitle(head: Uint8Array, at: number): boolean {
  const start = head[at] === 7 ? head.lastIndexOf(27, at) : -1;
  return start >= 0 && head[start + 1] === 0x5d;
}

function isUtf8(head: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function openBinary(source: Ahead): Input {
  return { kind: 'binary', notices: [], frames: binaryFrame(source) };
}

function* binaryFrame(source: Source): Generator<InputFrame> {
  const packet = new PacketBytes();
  for (let piece = source.read(); piece !== undefined; piece = source.read()) {
    if (packet.addAll(piece)) continue;
    throw new InputError(
      `a packet of more than 16 MiB (byte ${LARGEST})`,
      'the input is neither text nor a capture, and so one packet',
    );
  }
  yield { bytes: packet.take() };
}
