const NOTHING = 'no bytes in the input\n  hex such as 4500…, a file, or a pipe';
const KINDS = 'hex digits, a dump of packets, bytes in source code or a capture can be read';
const ODD = 'an odd number of hex digits: the last one stands alone';

const digit = (sign: string): string => `'${sign}' is not a hex digit`;
const offset = (said: string, real: string): string =>
  `the offset is ${said}, but the bytes before it come to ${real}`;

/** The whole message: the caret stands below the column, unless the line is shown cut. */
const at = (what: string, line: number, column: number, shown: string, caret = column - 1) =>
  `${what} (line ${line}, column ${column})\n  ${shown}\n  ${' '.repeat(caret)}^`;

const OWN =
  "this is tcpip's own output, and the bytes are not in it\n" +
  '  tcpip decode -f dump or -f hex can be read again, and tcpip encode reads -f json';

/** A row of each tool, right as it is. */
export const XXD = '00000000: 4500 003c abcd 4000 4006 a2b7 c000 0201  E..<..@.@.......\n';
export const HEXDUMP =
  '00000000  45 00 00 3c ab cd 40 00  40 06 a2 b7 c0 00 02 01  |E..<..@.@.......|\n';
const TCPDUMP = '\t0x0000:  4500 003c abcd 4000 4006 a2b7 c000 0201  E..<..@.@.......\n';
const TSHARK = '0000  45 00 00 3c ab cd 40 00 40 06 a2 b7 c0 00 02 01   E..<..@.@.......\n';
const OD = '000000 45 00 00 3c ab cd 40 00 40 06 a2 b7 c0 00 02 01\n';
const GDB = '0x555555558020 <buf>:\t0x45\t0x00\t0x00\t0x3c\t0xab\t0xcd\t0x40\t0x00\n';
const CISCO = '0F0A1B20: 4500003C ABCD4000 4006A2B7 C0000201  E..<..@.@.......\n';

/** What cannot be read, and what is said of it. */
export const wrong: readonly (readonly [text: string, error: string])[] = [
  ['', NOTHING],
  ['\n \n', NOTHING],
  ['0x', NOTHING],
  [
    `${GDB}0x555555558028:\t0x40\t0x\n`,
    at('hex digits are missing at the end of the line', 2, 24, '0x555555558028: 0x40 0x'),
  ],
  [':-', NOTHING],
  ['> \n> \n', NOTHING],
  ['# nothing\n// here\n', `no bytes found: the text begins with '# nothing'\n  ${KINDS}`],
  ['g', at(digit('g'), 1, 1, 'g')],
  ['hello world', `no bytes found: the text begins with 'hello world'\n  ${KINDS}`],
  ['450', at(ODD, 1, 3, '450')],
  ['45 0', at(ODD, 1, 4, '45 0')],
  ['45 0g', at(digit('g'), 1, 5, '45 0g')],
  ['4500\n00zz\n11', at(digit('z'), 2, 3, '00zz')],
  ['45 0 0 3c', at(ODD, 1, 4, '45 0 0 3c')],
  ['4500003\nc', at(ODD, 1, 7, '4500003')],
  [
    '4500…3c',
    at("'...' stands for bytes that are not here: the text was shortened", 1, 5, '4500…3c'),
  ],
  [
    '45 00 ... 3c',
    at("'...' stands for bytes that are not here: the text was shortened", 1, 7, '45 00 ... 3c'),
  ],
  ['45😀', at(digit('😀'), 1, 3, '45😀')],
  ['45\u001b[2J', at(digit('\\u001b'), 1, 3, '45\\u001b[2J')],
  ['00\t0\u202e', at(digit('\\u202e'), 1, 5, '00 0\\u202e')],
  ['0x450', at(ODD, 1, 5, '0x450')],
  ['4500 # IP\n45 0 # odd', at(ODD, 2, 4, '45 0 # odd')],
  ['4500 003c 45O0', at(digit('O'), 1, 13, '4500 003c 45O0')],
  [`${XXD}00000020: c633 6402\n`, at(offset('0x0020', '0x0010'), 2, 1, '00000020: c633 6402')],
  [`${XXD}00000010: c633 640\n`, at(ODD, 2, 18, '00000010: c633 640')],
  [`${XXD}00000010: c633 64g2\n`, at(digit('g'), 2, 18, '00000010: c633 64g2')],
  [
    `${XXD}0000000g: c633 6402\n00000020: 00\n`,
    at('a row whose offset cannot be read', 2, 1, '0000000g: c633 6402'),
  ],
  [
    '00000010: c633 6402\n00000020: 00\n00000030: 01\n',
    at(offset('0x0020', '0x0014'), 2, 1, '00000020: 00'),
  ],
  [
    `${XXD}00000010: c633  6402\n`,
    at(
      'hex digits behind a gap, where the text of the bytes stands',
      2,
      17,
      '00000010: c633  6402',
    ),
  ],
  [`${HEXDUMP}00000011\n`, at(offset('0x0011', '0x0010'), 2, 1, '00000011')],
  [
    `${HEXDUMP}00000010  45 0g                    |E.|\n`,
    at(digit('g'), 2, 15, '00000010  45 0g                    |E.|'),
  ],
  [`${HEXDUMP}*\n00000025  45  |E|\n`, at(offset('0x0025', '0x0010'), 3, 1, '00000025  45  |E|')],
  [`${HEXDUMP}00000020  45  |E|\n`, at(offset('0x0020', '0x0010'), 2, 1, '00000020  45  |E|')],
  [
    `2024-01-01 10:15:14.1 IP 192.0.2.1 > 192.0.2.2: ICMP\n${TCPDUMP}\t0x0020:  c633\n`,
    at(offset('0x0020', '0x0010'), 3, 2, ' 0x0020:  c633'),
  ],
  [`${TCPDUMP}\t0x0010:  c63\n`, at(ODD, 2, 13, ' 0x0010:  c63')],
  [
    `${TCPDUMP}dropped\n\t0x0020:  c633\n`,
    at('the offset is 0x0020, but no bytes stand before it', 3, 2, ' 0x0020:  c633'),
  ],
  [`${TSHARK}0010  c6 33 6\n`, at(ODD, 2, 13, '0010  c6 33 6')],
  [`${TSHARK}0020  c6 33\n`, at(offset('0x0020', '0x0010'), 2, 1, '0020  c6 33')],
  [
    `${TSHARK}0008  45 00 00 3c ab cd 40 00 40 06 a2 b7 c0 00 02 01   E..<..@.@.......\n`,
    at(
      offset('0x0008', '0x0010'),
      2,
      1,
      '0008  45 00 00 3c ab cd 40 00 40 06 a2 b7 c0 00 02 01   E..<',
    ),
  ],
  [`${TSHARK}0010  c6 3x\n`, at(digit('x'), 2, 11, '0010  c6 3x')],
  [`${OD}000010 c6 33\n000013\n`, at(offset('0x0013', '0x0012'), 3, 1, '000013')],
  [`${OD}000010 c6  3\n`, at(ODD, 2, 12, '000010 c6  3')],
  ['0000000 0045 3c00 cdab\n0000010 0000\n', at(offset('00010', '00006'), 2, 1, '0000010 0000')],
  ['0000000 0045 3c0\n0000005\n', at(ODD, 1, 16, '0000000 0045 3c0')],
  ['0000000 0045 3c00 cdab\n0000003\n', at(offset('00003', '00006'), 2, 1, '0000003')],
  [
    '0000000 45 00 00 074\n0000004\n',
    at('a group with another number of digits than the others', 1, 12, '0000000 45 00 00 074'),
  ],
  [
    `${GDB}0x555555558030 <buf+16>:\t0x45\n`,
    at(offset('0x555555558030', '0x555555558028'), 2, 1, '0x555555558030 <buf+16>: 0x45'),
  ],
  [`${GDB}0x555555558028 <buf+8>:\t0x4g\n`, at(digit('g'), 2, 28, '0x555555558028 <buf+8>: 0x4g')],
  [`${GDB}0x555555558028 <buf+8>:\t0x4\n`, at(ODD, 2, 27, '0x555555558028 <buf+8>: 0x4')],
  [
    `${CISCO}0F0A1B40: C6336402  .3d.\n`,
    at(offset('0xf0a1b40', '0xf0a1b30'), 2, 1, '0F0A1B40: C6336402  .3d.'),
  ],
  [
    'ovs-ofctl packet-out br0 "in_port=1, packet=020000000002020000000001080045000"\n',
    at(ODD, 1, 77, '0000000002020000000001080045000"', 30),
  ],
  ['> 45 00\n> 4g\n', at(digit('g'), 2, 4, '4g', 1)],
  ['[   12.345678] skb: 45 00\n[   12.345679] skb: 4g 00\n', at(digit('g'), 2, 22, '4g 00', 1)],
  ['I (42) net: 45 00 00\nI (43) net: 45 0\n', at(ODD, 2, 16, '45 0', 3)],
  [
    '0000000 000105 036000 146653\n0000006 000100 200000\n',
    at('a number that is larger than its bytes hold', 2, 16, '0000006 000100 200000'),
  ],
  [
    '0000000 105 000 000\n0000003 074 08x\n',
    at("'8' is not a digit of this number", 2, 14, '0000003 074 08x'),
  ],
  [
    '0000000   E  \\0  \\0   <\n0000004  \\q   E\n',
    at('neither a letter, an escape nor three octal digits', 2, 8, '0000004  \\q   E'),
  ],
  [
    '12:00:00.000001 IP 192.0.2.1.51234 > 198.51.100.2.443: Flags [S], seq 1, length 0\n',
    "these are tcpdump's lines without bytes\n" +
      '  add -x or -XX: tcpdump -XX -r trace.pcap | tcpip decode',
  ],
  [
    '02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype IPv4 (0x0800), length 60: 192.0.2.1\n',
    "these are tcpdump's lines without bytes\n" +
      '  add -x or -XX: tcpdump -XX -r trace.pcap | tcpip decode',
  ],
  [
    '    1  12:00:00.000001 IP 192.0.2.1.51234 > 198.51.100.2.443: Flags [S], seq 1\n',
    "these are tcpdump's lines without bytes\n" +
      '  add -x or -XX: tcpdump -XX -r trace.pcap | tcpip decode',
  ],
  [
    '<?xml version="1.0"?>\n<pdml version="0">\n<field value="020405b40402080a0000000100000000"/>\n',
    "this is tshark's PDML, where bytes stand field by field\n" +
      '  tshark -x -r trace.pcap | tcpip decode',
  ],
  [
    '[\n  {\n    "_index": "packets-2026-01-01",\n    "eth_raw": "0200000000020200000000010800"\n',
    "this is tshark's JSON\n  tshark -T json -x -r trace.pcap | tcpip encode",
  ],
  [
    '{"data":"020000000002020000000001080045"}\n',
    'no bytes found: the text is JSON\n  tcpip encode reads packets in JSON',
  ],
  [
    '    1   0.000000    192.0.2.1 → 198.51.100.2 TCP 74 51234 → 443 [SYN] Seq=0\n',
    "these are tshark's lines without bytes\n  add -x: tshark -x -r trace.pcap | tcpip decode",
  ],
  [
    'Frame 1: 74 bytes on wire (592 bits), 74 bytes captured (592 bits)\n    Encapsulation: x\n',
    "this is tshark's tree without bytes\n  add -x: tshark -V -x -r trace.pcap | tcpip decode",
  ],
  ['#1  IPv4 › TCP   40 bytes\n\nIPv4 — bytes 0–19\n', OWN],
  ['Frame 1: 74 bytes on the wire, 74 captured\n', OWN],
  ['    1  192.0.2.1:1 → 192.0.2.2:2  TCP SYN seq 0 win 1 len 0\n', OWN],
  [
    "Ether(dst='02:00:00:00:00:02', type=2048) / IP(src='192.0.2.1')\n",
    'this is an expression of Scapy, not bytes\n' + '  in Scapy: print(bytes_hex(packet).decode())',
  ],
  [
    '0000000 stx nul nul nul nul stx\n0000006\n',
    'od -a leaves a bit of every byte out\n  od -A x -t x1 FILE | tcpip decode',
  ],
  [`packet: ${'45'.repeat(15)}0\n`, at(ODD, 1, 39, `packet: ${'45'.repeat(15)}0`.slice(8), 30)],
];
