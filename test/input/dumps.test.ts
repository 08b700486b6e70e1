import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { toHex } from '../../src/codec/hex.js';
import { openInput } from '../../src/input/input.js';
import { readAll } from './reading.js';

const folder = new URL('dumps/', import.meta.url);
const bytesOf = (name: string): Uint8Array => readFileSync(new URL(name, folder));

/** A SYN, a DNS answer, an ARP request, UDP over IPv6 with many zeros. */
const four = readFileSync(new URL('four.hex', folder), 'utf8').trim().split('\n');
/** A connection with an HTTP answer in two segments. */
const reassembled = readFileSync(new URL('reassembled.hex', folder), 'utf8').trim().split('\n');
const ETHERNET = 28;
const some = (...numbers: number[]): string[] => numbers.map((i) => four[i] as string);
const datagrams = (...numbers: number[]): string[] =>
  some(...numbers).map((packet) => packet.slice(ETHERNET));
/** The DNS answer's first bytes: what whole words hold. */
const answerTo = (bytes: number): string[] => some(1).map((packet) => packet.slice(0, 2 * bytes));

/** What each file is read as, and the packets in it. README.md tells how they were made. */
const dumps: readonly (readonly [file: string, kind: string, packets: readonly string[]])[] = [
  ['bat.txt', 'xxd', some(1)],
  ['certutil.txt', 'tshark -x', some(1)],
  ['cisco-capture-buffer.txt', 'Cisco dump', four],
  ['cisco-debug-ip-packet-dump.txt', 'Cisco dump', some(1)],
  ['cisco-epc.txt', 'Cisco dump', four],
  ['esp-log-buffer-hex.txt', 'rows of 16 bytes', some(1)],
  ['esp-log-buffer-hexdump.txt', 'ESP_LOG_BUFFER_HEXDUMP', four],
  ['format-hex-7.txt', 'Format-Hex', some(1)],
  ['format-hex.txt', 'Wireshark hex dump', some(1)],
  ['fortigate-3.txt', 'FortiGate sniffer', some(0, 1, 3)],
  ['fortigate-5.txt', 'FortiGate sniffer without link layer', datagrams(0, 1, 3)],
  ['fortigate-6.txt', 'FortiGate sniffer', some(0, 1, 3)],
  ['four.hex', 'hex, a packet a line', four],
  ['four.pcap', 'pcap', four],
  ['four.pcap.zst', 'pcap in zstd', four],
  ['gdb-xb.txt', 'gdb x/xb', some(1)],
  ['gdb-xg.txt', 'gdb x/xg', answerTo(120)],
  ['gdb-xh.txt', 'gdb x/xh', answerTo(124)],
  ['gdb-xw.txt', 'gdb x/xw', answerTo(124)],
  ['hex-0x.txt', 'hex', some(1)],
  ['hex-blocks.txt', 'hex, blank lines between packets', four],
  ['hex-colons.txt', 'hex', some(1)],
  ['hex-commented.txt', 'hex', some(1)],
  ['hex-continued.txt', 'hex', some(1)],
  ['hex-dots.txt', 'hex', some(1)],
  ['hex-words-0x.txt', 'hex', some(1)],
  ['hexdump-C-four.txt', 'hexdump -C', four],
  ['hexdump-C-squeezed.txt', 'hexdump -C, blanks squeezed', some(1)],
  ['hexdump-C.txt', 'hexdump -C', some(3)],
  ['hexdump-b.txt', 'hexdump -b', some(1)],
  ['hexdump-c.txt', 'hexdump -c', some(1)],
  ['hexdump-d.txt', 'hexdump -d', some(1)],
  ['hexdump-o.txt', 'hexdump -o', some(1)],
  ['hexdump-starred.txt', 'hexdump', some(3)],
  ['hexdump.txt', 'hexdump', some(1)],
  ['hexyl-colour.txt', 'hexyl', some(1)],
  ['hexyl.txt', 'hexyl', some(1)],
  ['juniper-print-ascii.txt', 'Juniper print-hex without link layer', datagrams(0, 1, 2, 3)],
  ['juniper-print-hex.txt', 'Juniper print-hex', four],
  ['lldb.txt', 'dump of memory', some(1)],
  ['mbedtls.txt', 'Cisco dump', some(1)],
  ['nc-o.txt', 'nc -o', some(1)],
  ['ncat-x.txt', 'ncat -x', some(1)],
  ['netty.txt', 'Netty ByteBuf', some(1)],
  ['od-Ad-tx1.txt', 'od -A d -t x1', some(3)],
  ['od-Ad.txt', 'od -A d', some(1)],
  ['od-An-tx1-four.txt', 'hex, blank lines between packets', four],
  ['od-An-tx1.txt', 'rows of 16 bytes', some(1)],
  ['od-An-tx1z.txt', 'od -A n -t x1z', some(1)],
  ['od-An-x.txt', 'od -A n -x', some(0)],
  ['od-An.txt', 'od -A n', some(1).map((packet) => `${packet}00`)],
  ['od-Ax-tx1-c.txt', 'od -A x -t x1', some(1)],
  ['od-Ax-tx1-four.txt', 'od -A x -t x1', four],
  ['od-Ax-tx1.txt', 'od -A x -t x1', some(3)],
  ['od-Ax-tx1z.txt', 'od -A x -t x1z', some(1)],
  ['od-Ax-tx8.txt', 'od -A x -t x8', some(1)],
  ['od-Ax.txt', 'od -A x', some(1)],
  ['od-b.txt', 'od -b', some(1)],
  ['od-c.txt', 'od -c', some(1)],
  ['od-d.txt', 'od -d', some(1)],
  ['od-i.txt', 'od -i', some(0)],
  ['od-td1.txt', 'od -t d1', some(1)],
  ['od-tu1.txt', 'od -t u1', some(1)],
  ['od-tx1-c.txt', 'od -t x1', some(3)],
  ['od-tx1.txt', 'od -t x1', some(1)],
  ['od-tx4.txt', 'od -t x4', some(1)],
  ['od-x-big.txt', 'od -x --endian=big', some(1)],
  ['od-x.txt', 'od -x', some(1)],
  ['od.txt', 'od', some(1)],
  ['openssl-dump.txt', 'openssl s_client -debug', some(3)],
  ['openssl-msg.txt', 'hex within text', some(1)],
  ['ovs-ofctl-monitor.txt', 'ovs-ofctl', four],
  ['ovs-ofproto-trace.txt', 'ovs packet', four],
  ['ovs-packet-out.txt', 'ovs packet', four],
  ['print-hex-dump-32.txt', 'xxd', some(1)],
  ['print-hex-dump-address.txt', 'print_hex_dump', some(1)],
  ['print-hex-dump-none.txt', 'rows of hex and text', some(1)],
  ['print-hex-dump-words.txt', 'xxd -e', answerTo(124)],
  ['print-hex-dump.txt', 'xxd', four],
  ['python-hexdump.txt', 'xxd', some(1)],
  ['reassembled.hex', 'hex, a packet a line', reassembled],
  ['scapy-hexdump.txt', 'Scapy hexdump', four],
  ['scapy-hexstr-onlyhex.txt', 'hex, a packet a line', four],
  ['scapy-hexstr.txt', 'Scapy linehexdump', four],
  ['scapy-linehexdump-onlyhex.txt', 'hex, a packet a line', four],
  ['scapy-linehexdump.txt', 'Scapy linehexdump', four],
  ['snoop-x.txt', 'snoop -x', some(1)],
  ['socat-x-v.txt', 'rows of hex and text', some(1)],
  ['socat-x.txt', 'hex within text', some(1)],
  ['stm32.txt', 'dump of memory', some(1)],
  ['tcpdump-X-v.txt', 'tcpdump -X', datagrams(0, 1, 2, 3)],
  ['tcpdump-X.txt', 'tcpdump -X', datagrams(0, 1, 2, 3)],
  ['tcpdump-XX-tt-e.txt', 'tcpdump -XX', four],
  ['tcpdump-XX.txt', 'tcpdump -XX', four],
  ['tcpdump-XX.txt.zst', 'tcpdump -XX in zstd', four],
  [
    'tcpdump-terminal.txt',
    'tcpdump -XX',
    [
      some(0)
        .join()
        .slice(0, 2 * 34),
    ],
  ],
  ['tcpdump-x.txt', 'tcpdump -x', datagrams(0, 1, 2, 3)],
  ['tcpdump-xx.txt', 'tcpdump -xx', four],
  ['tcpip-dump.txt', 'tcpip -f dump', four],
  ['text2pcap-time-of-day.txt', 'text2pcap', four],
  ['text2pcap.txt', 'text2pcap', four],
  ['tshark-P-x.txt', 'tshark -x', four],
  ['tshark-V-x-reassembled.txt', 'tshark -x', reassembled],
  ['tshark-V-x.txt', 'tshark -x', four],
  ['tshark-x-reassembled.txt', 'tshark -x', reassembled],
  ['tshark-x.txt', 'tshark -x', four],
  ['tshark-x.txt.gz', 'tshark -x in gzip', four],
  ['u-boot.txt', 'Cisco dump', some(1)],
  ['windbg.txt', 'dump of memory', some(1)],
  ['wireshark-1.txt', 'tshark -x', four],
  ['wireshark-copy-bytes.txt', 'Wireshark hex dump', some(1)],
  ['wireshark-copy.txt', 'Wireshark hex dump', some(1)],
  ['xxd-R.txt', 'xxd', some(1)],
  ['xxd-b.txt', 'xxd -b', some(1)],
  ['xxd-d.txt', 'xxd -d', some(1)],
  ['xxd-e.txt', 'xxd -e', some(1)],
  ['xxd-four.txt', 'xxd', four],
  ['xxd-g4-c20.txt', 'xxd', some(1)],
  ['xxd-p-four.txt', 'xxd -p', four],
  ['xxd-p.txt', 'xxd -p', some(1)],
  ['xxd-u-g1.txt', 'xxd', some(1)],
  ['xxd.txt', 'xxd', some(1)],
  ['zephyr-log.txt', 'Zephyr LOG_HEXDUMP', some(1)],
  ['zephyr-shell.txt', 'Zephyr hexdump', some(1)],
];

describe('dumps of the tools', () => {
  it.each(dumps)('%s', async (file, kind, packets) => {
    const path = new URL(file, folder).pathname;
    const input = await openInput([path]);
    expect(input.kind).toBe(kind);
    expect([...input.frames].map(({ bytes }) => toHex(bytes))).toEqual(packets);
  });

  it('are all here, and README.md tells of each', () => {
    const readme = Buffer.from(bytesOf('README.md')).toString();
    const files = readdirSync(folder).filter((name) => /\.(?:txt|hex|pcap|gz|zst)$/.test(name));
    const ours = new Set(dumps.map(([file]) => file));
    expect(files.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
    expect([...ours].filter((name) => !files.includes(name))).toEqual([]);
  });
});

const lines = (text: string): string[] => text.split('\n');
const utf16 = (text: string, bigEndian: boolean): Uint8Array => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
};
const before = (prefix: (i: number) => string) => (text: string) =>
  lines(text)
    .map((line, i) => prefix(i) + line)
    .join('\n');
const second = (i: number): string => String(i % 60).padStart(2, '0');

/** What stands around a text and says nothing of the bytes. */
const wrappers: Record<string, (text: string) => string | Uint8Array> = {
  'CR LF': (text) => text.replaceAll('\n', '\r\n'),
  CR: (text) => text.replaceAll('\n', '\r'),
  'quoted mail': before(() => '> '),
  'an answered mail': (text) =>
    `On Mon, Bob <bob@example.org> wrote:\n>\n${before(() => '> ')(text)}`,
  'mail quoted twice': before(() => '> > '),
  'a comment of hashes': before(() => '# '),
  'a comment of slashes': before(() => '// '),
  syslog: before((i) => `Nov 21 10:00:${second(i)} host kernel: `),
  'syslog with ISO times': before((i) => `2026-11-21T10:00:${second(i)}.5+01:00 host app[7]: `),
  dmesg: before((i) => `[   12.0000${second(i)}] `),
  'dmesg with levels and threads': before((i) => `<7>[   12.0000${second(i)}][   T42] `),
  journal: before((i) => `Nov 21 10:00:${second(i)} host kernel: [  1.0000${second(i)}] `),
  'a log with levels': before((i) => `2026-11-21 10:00:${second(i)},123 - DEBUG - `),
  logcat: before((i) => `11-21 10:00:${second(i)}.123  1234  5678 D net     : `),
  'ESP-IDF': before((i) => `I (${1000 + i}) net: `),
  'cat -n': before((i) => `${String(i + 1).padStart(6)}\t`),
  'less -N': before((i) => `${String(i + 1).padStart(7)} `),
  'grep -n': before((i) => `${i + 1}:`),
  'grep -nH': before((i) => `dump.txt:${i + 1}:`),
  'grep -nH of a part': before((i) => `dumps/dump.txt:${i + 10}:`),
  'spaces that do not break': (text) => text.replaceAll(' ', '\u00a0'),
  'a fence of Markdown': (text) => `\`\`\`\n${text}\`\`\`\n`,
  'a comment above': (text) => `# captured at home\n${text}`,
  indentation: before(() => '    '),
  'UTF-8 with its mark': (text) => `\ufeff${text}`,
  'UTF-16 LE': (text) => utf16(text, false),
  'UTF-16 BE': (text) => utf16(text, true),
  gzip: (text) => gzipSync(Buffer.from(text)),
  'gzip in gzip': (text) => gzipSync(gzipSync(Buffer.from(text))),
};

const texts = dumps.filter(([file]) => /\.(?:txt|hex)$/.test(file) && file !== 'format-hex.txt');

describe.each(Object.entries(wrappers))('%s', (_, wrap) => {
  it('changes no packet of any dump', async () => {
    const wrong: string[] = [];
    for (const [file, , packets] of texts) {
      const text = Buffer.from(bytesOf(file)).toString();
      const read = await readAll(wrap(text)).catch((error) => ({ packets: [String(error)] }));
      if (read.packets.join() !== packets.join()) wrong.push(`${file}: ${read.packets}`);
    }
    expect(wrong).toEqual([]);
  });
});
