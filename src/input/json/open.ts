import { TextDecoder } from 'node:util';
import type { Catalog } from '../../codec/catalog.js';
import { captureKind } from '../capture/open.js';
import type { InputOptions } from '../input.js';
import { InputError } from '../input-error.js';
import { sourceOf } from '../operand-source.js';
import { unpacked } from '../packed.js';
import { exists, plainHex } from '../plain-hex.js';
import { Ahead, bytesSource, type Source } from '../source.js';
import { type EncodeLook, JsonPackets } from './packets.js';
import { Splitter } from './split.js';
import { TextWindow } from './window.js';

/** Opens JSON that an operand names, or is: `{…}`, where no file has such a name. */
export async function openJson(
  operand: string,
  catalog: Catalog,
  look: EncodeLook,
  options: InputOptions,
): Promise<JsonPackets> {
  const isFile = operand === '-' || exists(operand);
  if (!isFile && plainHex(operand)) throw hexInstead();
  const isText = !isFile && /^\s*[[{]/.test(operand);
  if (!isFile && !isText) {
    const { noFile } = await import('../no-file.js');
    throw noFile(operand, false, 'JSON itself begins with { or [');
  }
  const from = isText ? bytesSource(Buffer.from(operand)) : sourceOf(operand, options);
  return packetsFrom((await unpacked(from)).source, catalog, look);
}

/** The packets of JSON in any of its encodings. */
export function packetsFrom(source: Ahead, catalog: Catalog, look: EncodeLook): JsonPackets {
  const text = utf8Of(source);
  refuseOther(text.peek(HEAD));
  return new JsonPackets(new Splitter(new TextWindow(text)), catalog, look);
}

/** Enough to tell what it is, if it is no JSON. */
const HEAD = 64;

/** The text in UTF-8, without a byte order mark. */
function utf8Of(source: Ahead): Ahead {
  const [one, two, three] = source.peek(3);
  const little = (one === 0xff && two === 0xfe) || (one !== 0 && two === 0);
  const big = (one === 0xfe && two === 0xff) || (one === 0 && two !== 0 && two !== undefined);
  if (little || big) return new Ahead(recoded(source, little ? 'utf-16le' : 'utf-16be'));
  if (one === 0xef && two === 0xbb && three === 0xbf) return new Ahead(behind(source, 3));
  return source;
}

function recoded(source: Source, encoding: string): Source {
  const decoder = new TextDecoder(encoding);
  let ended = false;
  return {
    read() {
      while (!ended) {
        const piece = source.read();
        ended = piece === undefined;
        const text = piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
        if (text) return Buffer.from(text);
      }
      return undefined;
    },
  };
}

function behind(source: Source, count: number): Source {
  let left = count;
  return {
    read() {
      let piece = source.read();
      while (piece && left > 0) {
        const passed = Math.min(left, piece.length);
        left -= passed;
        piece = piece.length > passed ? piece.subarray(passed) : source.read();
      }
      return piece;
    },
  };
}

/** What people have at hand instead: said at once. */
function refuseOther(head: Uint8Array): void {
  if (captureKind(head)) {
    throw new InputError('a capture is no JSON', 'tcpip decode --json makes JSON of it');
  }
  const text = Buffer.from(head).toString('latin1').trimStart();
  if (text === '' && head.length < HEAD) {
    throw new InputError('no JSON to encode', 'tcpip encode packets.json, or pipe it in');
  }
  if (/^(?:0x)?[\da-f]{4}/i.test(text)) {
    throw hexInstead();
  }
}

const hexInstead = (): InputError =>
  new InputError('hex is no JSON', 'tcpip decode reads it, and dumps of any form');
