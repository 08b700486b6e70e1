import { decodeWith, type Packet } from '../codec/packet.js';
import { InputError } from '../input/input-error.js';
import { readOperands } from '../input/sources.js';
import { fieldList } from '../output/list.js';
import { writeOut } from '../output/standard-output.js';
import { visibleJson } from '../output/visible.js';
import { catalog } from '../protocols/common.js';

interface DecodeOptions {
  format?: string;
  json?: boolean;
  annotate?: boolean;
  linktype?: string;
  from?: string;
}

export async function decodeCommand(
  operands: readonly string[],
  options: DecodeOptions,
): Promise<void> {
  // Asking process.stdin would make it non-blocking: a slow pipe then fails.
  if (!operands.length && (await import('node:tty')).isatty(0)) {
    throw new InputError('no bytes to decode', 'tcpip decode <hex>, or pipe hex in');
  }
  const bytes = readOperands(operands.length ? operands : ['-']);
  const packet = await decoded(bytes, options);
  writeOut(written(packet, options));
}

async function decoded(bytes: Uint8Array, options: DecodeOptions): Promise<Packet> {
  const { from } = options;
  if (from === undefined || catalog.has(from)) {
    const packet = decodedNow(bytes, options);
    // Data may be of a protocol that is not loaded yet.
    if (!packet.layers.some(({ protocol }) => protocol === catalog.data)) return packet;
  }
  await import('../protocols/index.js');
  return decodedNow(bytes, options);
}

function decodedNow(bytes: Uint8Array, { linktype = '1', from }: DecodeOptions): Packet {
  const sizes = { number: 1, len: bytes.length, caplen: bytes.length };
  if (from !== undefined) return decodeWith(catalog, catalog.named(from), bytes, sizes);
  if (!/^\d{1,5}$/.test(linktype)) {
    throw new InputError(`--linktype: a number is needed, not '${linktype}'`, '1 is Ethernet');
  }
  const number = Number(linktype);
  return decodeWith(catalog, catalog.linktype(number), bytes, { ...sizes, linktype: number });
}

function written(packet: Packet, { format, json, annotate = false }: DecodeOptions): string {
  if (format === 'ndjson') return `${visibleJson(JSON.stringify(packet.json({ annotate })))}\n`;
  if (!json && format !== 'json') return fieldList(packet);
  const document = { schema: 1, packets: [packet.json({ annotate })] };
  return `${visibleJson(JSON.stringify(document, null, 2))}\n`;
}
