import { InputError } from './input-error.js';

/** How the bytes of something begin that is no packet, and what to do with it. */
interface Foreign {
  readonly magic: string;
  readonly what: string;
  readonly hint: string;
}

const unpack = (command: string) => `${command} | tcpip decode`;
const CONVERT = 'editcap -F pcap FILE trace.pcap converts it';
const BYTES = 'xxd -p FILE | tcpip decode --hex takes its bytes as they are';

const FOREIGN: readonly Foreign[] = [
  { magic: '\xfd7zXZ\0', what: 'xz data', hint: unpack('xz -dc FILE') },
  { magic: 'BZh', what: 'bzip2 data', hint: unpack('bzip2 -dc FILE') },
  { magic: '\x1f\x9d\x90', what: 'data of compress', hint: unpack('gzip -dc FILE') },
  { magic: '\x02\x21\x4c\x18', what: 'lz4 data of the old format', hint: unpack('lz4 -dc FILE') },
  { magic: 'LZIP', what: 'lzip data', hint: unpack('lzip -dc FILE') },
  { magic: '\x89LZO\0', what: 'lzop data', hint: unpack('lzop -dc FILE') },
  { magic: 'PK\x03\x04', what: 'a zip archive', hint: unpack('unzip -p FILE NAME') },
  { magic: 'Rar!\x1a\x07', what: 'a rar archive', hint: unpack('unrar p -inul FILE NAME') },
  { magic: "7z\xbc\xaf'\x1c", what: 'a 7z archive', hint: unpack('7z e -so FILE NAME') },
  { magic: 'snoop\0\0\0', what: 'a snoop capture', hint: CONVERT },
  { magic: 'btsnoop\0', what: 'a btsnoop capture', hint: CONVERT },
  { magic: 'GMBU', what: 'a capture of Network Monitor', hint: CONVERT },
  { magic: 'RTSS', what: 'a capture of Network Monitor', hint: CONVERT },
  { magic: 'TRSNIFF data    \x1a', what: 'a capture of Sniffer', hint: CONVERT },
  { magic: '\x7fELF', what: 'an ELF program', hint: BYTES },
  { magic: '\x89PNG\r\n\x1a\n', what: 'a PNG image', hint: BYTES },
  { magic: '\xff\xd8\xff\xe0', what: 'a JPEG image', hint: BYTES },
  { magic: 'GIF89a', what: 'a GIF image', hint: BYTES },
  { magic: '%PDF-', what: 'a PDF document', hint: BYTES },
  { magic: 'SQLite format 3\0', what: 'an SQLite database', hint: BYTES },
];

/** An error that says what these bytes are, where they are surely no packet. */
export function foreign(head: Uint8Array, name = 'FILE'): InputError | undefined {
  const text = String.fromCharCode(...head.subarray(0, 32));
  const known = FOREIGN.find(({ magic }) => text.startsWith(magic));
  return (
    known && new InputError(`this is ${known.what}, not packets`, known.hint.replace('FILE', name))
  );
}
