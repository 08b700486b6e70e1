/** Small writers of what the tools write, to read back. */

const two = (byte: number): string => byte.toString(16).padStart(2, '0');
const digits = (bytes: Uint8Array): string => [...bytes].map(two).join('');
const spaced = (bytes: Uint8Array): string => [...bytes].map(two).join(' ');
const text = (bytes: Uint8Array): string =>
  [...bytes].map((b) => (b >= 32 && b < 127 ? String.fromCharCode(b) : '.')).join('');

const pieces = (bytes: Uint8Array, size: number): Uint8Array[] =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
    bytes.subarray(i * size, (i + 1) * size),
  );

const groups = (bytes: Uint8Array, size: number): string =>
  pieces(bytes, size).map(digits).join(' ');

/** Words of a little-endian machine, a last odd byte filled up. */
const words = (bytes: Uint8Array, size: number): string =>
  pieces(bytes, size)
    .map((word) => [...word, ...Array(size - word.length).fill(0)].reverse().map(two).join(''))
    .join(' ');

type WriteRow = (offset: number, row: Uint8Array) => string;

const inRows =
  (write: WriteRow, size = 16) =>
  (bytes: Uint8Array): string =>
    pieces(bytes, size)
      .map((row, i) => `${write(i * size, row)}\n`)
      .join('');

const at = (offset: number, width: number, radix = 16): string =>
  offset.toString(radix).padStart(width, '0');

export interface Writer {
  readonly name: string;
  readonly write: (bytes: Uint8Array) => string;
  /** Texts of several packets, one behind the other, are told apart. */
  readonly several: boolean;
}

const writer = (name: string, write: (bytes: Uint8Array) => string, several = true): Writer => ({
  name,
  write,
  several,
});

const closed = (write: (bytes: Uint8Array) => string, width: number, radix = 16) => {
  return (bytes: Uint8Array): string => `${write(bytes)}${at(bytes.length, width, radix)}\n`;
};

const STAMP = '2024-01-01 10:15:14.123456';

export const writers: readonly Writer[] = [
  writer(
    'xxd',
    inRows((o, row) => `${at(o, 8)}: ${groups(row, 2).padEnd(39)}  ${text(row)}`),
  ),
  writer(
    'xxd, with tabs in place of blanks',
    inRows((o, row) => `${at(o, 8)}: ${groups(row, 2)}  ${text(row)}`.replaceAll(' ', '\t')),
  ),
  writer(
    'xxd, with tabs between its columns',
    inRows((o, row) => `${at(o, 8)}:\t${groups(row, 2)}\t${text(row)}`),
  ),
  writer(
    'xxd -g 1 -c 7 -u',
    inRows((o, row) => `${at(o, 8)}: ${spaced(row).toUpperCase().padEnd(20)}  ${text(row)}`, 7),
  ),
  writer(
    'xxd -p',
    inRows((_, row) => digits(row), 30),
    false,
  ),
  writer(
    'hexdump -C',
    closed(
      inRows((o, row) => {
        const halves = pieces(row, 8).map(spaced).join('  ');
        return `${at(o, 8)}  ${halves.padEnd(48)}  |${text(row)}|`;
      }),
      8,
    ),
  ),
  writer(
    'hexdump',
    closed(
      inRows((o, row) => `${at(o, 7)} ${words(row, 2).padEnd(39)}`),
      7,
    ),
  ),
  writer(
    'od -x',
    closed(
      inRows((o, row) => `${at(o, 7, 8)} ${words(row, 2)}`),
      7,
      8,
    ),
  ),
  writer(
    'od -A x -t x1z',
    closed(
      inRows((o, row) => `${at(o, 6)} ${spaced(row).padEnd(48)} >${text(row)}<`),
      6,
    ),
  ),
  writer(
    'od -A x -t x1',
    closed(
      inRows((o, row) => `${at(o, 6)} ${spaced(row)}`),
      6,
    ),
  ),
  writer(
    'od -A d -t x1',
    closed(
      inRows((o, row) => `${at(o, 7, 10)} ${spaced(row)}`),
      7,
      10,
    ),
  ),
  writer(
    'od -t x1',
    closed(
      inRows((o, row) => `${at(o, 7, 8)} ${spaced(row)}`),
      7,
      8,
    ),
  ),
  writer('tcpdump -xx', (bytes) => {
    const rows = inRows((o, row) => `\t0x${at(o, 4)}:  ${groups(row, 2)}`);
    return `${STAMP} STP 802.1d, Config\n${rows(bytes)}`;
  }),
  writer('tcpdump -XX', (bytes) => {
    const rows = inRows((o, row) => `\t0x${at(o, 4)}:  ${groups(row, 2).padEnd(39)}  ${text(row)}`);
    return `${STAMP} IP 192.0.2.1 > 192.0.2.2: ICMP echo request\n${rows(bytes)}`;
  }),
  writer('tshark -x', (bytes) => {
    const rows = inRows((o, row) => `${at(o, 4)}  ${spaced(row).padEnd(47)}   ${text(row)}`);
    return `${rows(bytes)}\n`;
  }),
  writer(
    'Wireshark hex dump',
    inRows((o, row) => `${at(o, 4)}   ${spaced(row).padEnd(47)}   ${text(row)}`),
  ),
  writer('text2pcap', (bytes) => {
    return `I ${STAMP}\n${inRows((o, row) => `${at(o, 6)} ${spaced(row)}`)(bytes)}`;
  }),
  writer('Scapy hexdump', (bytes) => {
    const rows = inRows((o, row) => `${at(o, 4)}  ${spaced(row).padEnd(47)}  ${text(row)}`);
    return `${rows(bytes)}\n`;
  }),
  writer('gdb x/xb', (bytes) => {
    const rows = inRows((o, row) => {
      const bytesOfRow = [...row].map((byte) => `\t0x${two(byte)}`).join('');
      return `0x7ffffffe${at(o, 4)}:${bytesOfRow}`;
    }, 8);
    return `(gdb) x/${bytes.length}xb packet\n${rows(bytes)}`;
  }),
  writer(
    'print_hex_dump',
    inRows((o, row) => `[   12.345678] skb: ${at(o, 8)}: ${spaced(row).padEnd(47)}  ${text(row)}`),
  ),
  writer(
    'ESP_LOG_BUFFER_HEXDUMP',
    inRows((o, row) => {
      const halves = pieces(row, 8).map(spaced).join('  ');
      return `I (42) net: 0x3ffb${at(o, 4)}   ${halves.padEnd(48)}  |${text(row)}|`;
    }),
  ),
  writer('FortiGate sniffer', (bytes) => {
    const rows = inRows((o, row) => `0x${at(o, 4)}\t ${groups(row, 2).padEnd(39)}\t${text(row)}`);
    return `0.123456 port1 in 192.0.2.1 -> 192.0.2.2: icmp\n${rows(bytes)}\n`;
  }),
  writer('Cisco dump', (bytes) => {
    const rows = inRows((o, row) => {
      const digitsOfRow = groups(row, 4).toUpperCase().padEnd(35);
      return `0F0A${at(o, 4).toUpperCase()}: ${digitsOfRow}  ${text(row)}`;
    });
    return `11:13:00.593 EST Mar 14 2012 : IPv4 LES CEF    : Fa0/1 None\n\n${rows(bytes)}\n`;
  }),
  writer('Juniper print-hex', (bytes) => {
    const rows = inRows((_, row) => `\t\t\t ${groups(row, 2)}`);
    return `22:13:20.123456 Out STP 802.1d, Config\n${rows(bytes)}`;
  }),
  writer(
    'ovs-ofctl',
    inRows((o, row) => {
      const halves = pieces(row, 8).map(spaced).join('-');
      return `${at(o, 8)}  ${halves.padEnd(47)} |${text(row).padEnd(16)}|`;
    }),
  ),
  writer('ovs packet', (bytes) => `in_port=1 packet=${digits(bytes).padEnd(28, '0')}\n`),
  writer('hex', (bytes) => `${digits(bytes)}\n`, false),
  writer('hex with colons', (bytes) => `${[...bytes].map(two).join(':')}\n`, false),
  writer('hex with 0x', (bytes) => `${[...bytes].map((b) => `0x${two(b)}`).join(', ')}\n`, false),
];
