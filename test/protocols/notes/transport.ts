import { about, bytes, type Case, data, ip, ipv6, type Stack, tcp, udp } from './case.js';

const seg = (fields: object, ...inner: Stack): Stack => ip({}, tcp(fields), ...inner);
const syn = (fields: object = {}): Stack =>
  seg({ flags: ['syn'], ack: 0, options: [{ name: 'mss' }], ...fields });
const opts = (...options: object[]): Stack => seg({ options });
const nops = (count: number) => Array.from({ length: count }, () => ({ name: 'nop' }));
const block = (le: number, re: number) => ({ name: 'sack', sack: [{ le, re }] });
const PADDING = 'W: the padding behind the end of the options is not zero';

const packet = (tag: number, ...chunks: object[]): Stack =>
  ip({}, ['sctp', { srcport: 1, dstport: 2, verification_tag: tag, chunks }]);
const init = { name: 'init', initiate_tag: 9, nr_out_streams: 1, nr_in_streams: 1 };
const chunk = { name: 'data', data_tsn: 1, data: '00' };
const echo = { name: 'cookie_echo', cookie: '00000000' };
const sack = (more: object) => ({ name: 'sack', sack_a_rwnd: 9999, ...more });
const gaps = (...pairs: [number, number][]) => ({
  gap_blocks: pairs.map(([start, end]) => ({ start, end })),
});

const dccp = (fields: object): Stack =>
  ip({}, ['dccp', { srcport: 5, dstport: 6, type: 'ack', ...fields }], bytes(4));
const lite = (fields: object): Stack =>
  ip({}, ['udplite', { srcport: 40001, dstport: 50001, ...fields }], bytes(8));

export const transport: readonly Case[] = [
  ...about(
    'tcp',
    [
      'W: SYN and FIN together: of port scanners, or of the obsolete T/TCP (RFC 1644)',
      seg({ flags: ['syn', 'fin'] }),
      seg({ flags: ['syn', 'ack'] }),
    ],
    [
      'W: SYN beside RST has no effect: receivers look at RST first',
      seg({ flags: ['syn', 'reset'] }),
      seg({ flags: ['reset'] }),
    ],
    [
      'W: no flag is set: receivers drop that, port scanners send it',
      seg({ flags: [] }),
      seg({ flags: ['ack'] }),
    ],
    [
      'W: ACK is missing: receivers drop a segment that has neither ACK nor SYN nor RST',
      seg({ flags: ['fin', 'push', 'urg'] }),
      seg({ flags: ['fin', 'ack'] }),
    ],
    [
      'W: FIN beside RST has no effect: receivers look at RST first',
      seg({ flags: ['fin', 'reset'] }),
      seg({ flags: ['ack', 'reset'] }),
    ],
    [
      'W: a SYN to more than one host: receivers discard it',
      ip({ dst: '239.1.1.1' }, tcp({ flags: ['syn'] })),
      ip({ dst: '240.1.1.1' }, tcp({ flags: ['syn'] })),
    ],
    [
      'N: data in a SYN: usual with Fast Open alone',
      seg({ flags: ['syn'] }, data('00')),
      seg({ flags: ['ack'] }, data('00')),
    ],
    [
      'N: data in an RST: they may tell why',
      seg({ flags: ['reset'] }, data('00')),
      seg({ flags: ['reset'] }),
    ],
    [
      'N: a window of 0: the other end must wait',
      seg({ window_size_value: 0 }),
      seg({ window_size_value: 0, flags: ['reset'] }),
    ],
    [
      'N: reserved bits are set',
      seg({ flags: { ack: true, res: 1 } }),
      seg({ flags: ['ack', 'ae'] }),
    ],
    [
      'N: an acknowledgment number without the ACK flag says nothing',
      seg({ flags: ['reset'], ack: 1 }),
      seg({ flags: ['reset'], ack: 0 }),
    ],
    [
      'N: an urgent pointer without the URG flag says nothing',
      seg({ urgent_pointer: 1 }),
      seg({ urgent_pointer: 1, flags: ['urg', 'ack'] }),
    ],
    [
      'N: 0xffff is no sum of data that are not all zero: 0x0000 is meant',
      seg({ checksum: 0xffff }),
      seg({ checksum: 0xfffe }),
    ],
    ['W: port 0 is reserved', seg({ srcport: 0 }), seg({ srcport: 1 })],
    ['W: port 0 is reserved', seg({ dstport: 0 }), seg({ dstport: 1 })],
    ['W: mss in a segment without SYN', opts({ name: 'mss' }), syn({ options: [{ name: 'mss' }] })],
    [
      'W: wscale in a segment without SYN',
      opts({ name: 'wscale', wscale: { shift: 1 } }),
      syn({ options: [{ name: 'wscale', wscale: { shift: 1 } }] }),
    ],
    [
      'W: sack_perm in a segment without SYN',
      opts({ name: 'sack_perm' }),
      syn({ options: [{ name: 'sack_perm' }] }),
    ],
    [
      'N: a SYN without MSS: the other end assumes 536 bytes over IPv4, 1220 over IPv6',
      syn({ options: [] }),
      syn(),
    ],
    [
      'W: a window scale above 14 counts as 14',
      opts({ name: 'wscale', wscale: { shift: 15 } }),
      opts({ name: 'wscale', wscale: { shift: 14 } }),
    ],
    ['W: a SACK block ends before it starts', opts(block(9, 8)), opts(block(0xfffffff0, 8))],
    [
      'N: a SACK block before the acknowledged byte (D-SACK): these data arrived twice',
      seg({ ack: 10, options: [block(9, 10)] }),
      seg({ ack: 10, options: [block(10, 11)] }),
    ],
    [
      'W: an MSS under 48: segments so small serve to exhaust the other end',
      syn({ options: [{ name: 'mss', mss_val: 47 }] }),
      syn({ options: [{ name: 'mss', mss_val: 48 }] }),
    ],
    [
      'E: both the MD5 and the authentication option',
      opts({ name: 'md5' }, { name: 'ao', ao: { keyid: 1, rnextkeyid: 1, mac: '00000000' } }),
      opts({ name: 'md5' }),
    ],
    ['W: an option twice', opts({ name: 'sack_perm' }, { name: 'sack_perm' }), opts(...nops(2))],
    [
      'W: a Fast Open cookie has 4 to 16 bytes, an even number',
      syn({ options: [{ name: 'tfo', tfo: { cookie: '0102030405' } }] }),
      syn({ options: [{ name: 'tfo', tfo: { cookie: '01020304' } }] }),
    ],
    [
      'N: without ACK the echoed timestamp is to be zero',
      syn({ options: [{ name: 'timestamp', timestamp: { tsval: 1, tsecr: 1 } }] }),
      syn({ options: [{ name: 'timestamp', timestamp: { tsval: 1, tsecr: 0 } }] }),
    ],
    [
      'N: four NOPs in a row: a router may have put them in place of an option',
      opts(...nops(4)),
      opts(...nops(3), { name: 'sack_perm' }, ...nops(1)),
    ],
    [PADDING, opts({ name: 'eol', padding: '000001' }), opts({ name: 'eol', padding: '000000' })],
  ),
  ...about(
    'udp',
    ['W: port 0 is reserved', ip({}, udp({ dstport: 0 })), ip({}, udp({ srcport: 0 }))],
    [
      'W: length 0 is for datagrams of more than 65535 bytes',
      ip({}, udp({ length: 0 })),
      ip({}, udp({ length: 8 })),
    ],
    [
      'E: over IPv6 the checksum is not optional',
      ipv6({}, udp({ checksum: 0 })),
      ip({}, udp({ checksum: 0 })),
    ],
    [
      'N: no checksum: damage goes unnoticed',
      ip({}, udp({ checksum: 0 })),
      ipv6({}, udp({ checksum: 0 })),
    ],
    [
      'N: 4 bytes behind the datagram: UDP options, or hidden data',
      ip({}, udp({ length: 12 }), bytes(8)),
      ip({}, udp({ length: 16 }), bytes(8)),
    ],
  ),
  ...about(
    'udplite',
    [
      "E: coverage 7: the header's 8 bytes are the least",
      lite({ checksum_coverage: 7 }),
      lite({ checksum_coverage: 8 }),
    ],
    [
      'E: coverage 17, in a datagram of 16 bytes',
      lite({ checksum_coverage: 17 }),
      lite({ checksum_coverage: 16 }),
    ],
    ['E: the checksum may not be left out', lite({ checksum: 0 }), lite({ checksum: 1 })],
    ['W: port 0 is reserved', lite({ dstport: 0 }), lite({ srcport: 0 })],
  ),
  ...about(
    'dccp',
    ['W: port 0 is reserved', dccp({ srcport: 0 }), dccp({})],
    ['W: port 0 is reserved', dccp({ dstport: 0 }), dccp({})],
    [
      'N: an unknown option: receivers ignore it',
      dccp({ options: [{ type: 100, data: '00' }] }),
      dccp({ options: [{ name: 'mandatory' }] }),
    ],
    ['W: type 11 is reserved: receivers ignore it', dccp({ type: 11 }), dccp({ type: 10 })],
    [
      'E: short sequence numbers are for Data, Ack and DataAck alone',
      dccp({ type: 'sync', x: false }),
      dccp({ type: 'ack', x: false }),
    ],
    ['E: the coverage goes beyond the packet', dccp({ cscov: 3 }), dccp({ cscov: 2 })],
    ['N: reserved bits are set', dccp({ res1: 1 }), dccp({})],
    [
      'W: Mandatory in a Data packet is ignored',
      dccp({ type: 'data', options: [{ name: 'mandatory' }] }),
      dccp({ type: 'ack', options: [{ name: 'mandatory' }] }),
    ],
  ),
  ...about(
    'sctp',
    [
      'W: port 0 must not be used',
      ip({}, ['sctp', { srcport: 0, dstport: 2, chunks: [chunk] }]),
      packet(1, chunk),
    ],
    [
      'W: port 0 must not be used',
      ip({}, ['sctp', { srcport: 1, dstport: 0, chunks: [chunk] }]),
      packet(1, chunk),
    ],
    ['E: the verification tag of an INIT is to be 0', packet(1, init), packet(0, init)],
    [
      'W: a verification tag of 0 is for INIT alone',
      packet(0, chunk),
      packet(0, { name: 'abort' }),
    ],
    ['N: a packet without a chunk says nothing', packet(1), packet(1, chunk)],
    [
      'E: INIT, INIT ACK and SHUTDOWN COMPLETE stand alone in a packet',
      packet(0, init, chunk),
      packet(0, init),
    ],
    ['E: COOKIE ECHO must be the first chunk', packet(1, chunk, echo), packet(1, echo, chunk)],
    ['E: an initiate tag must not be 0', packet(0, { ...init, initiate_tag: 0 }), packet(0, init)],
    [
      'E: at least one stream is needed in each direction',
      packet(0, { ...init, nr_in_streams: 0 }),
      packet(0, init),
    ],
    [
      'W: the first receiver window must be at least 1500 bytes',
      packet(0, { ...init, credit: 1499 }),
      packet(0, { ...init, credit: 1500 }),
    ],
    [
      'E: DATA without user data: the receiver aborts',
      packet(1, { name: 'data', data_tsn: 1 }),
      packet(1, chunk),
    ],
    [
      'W: gap blocks are not in order, or end before they start',
      packet(1, sack(gaps([4, 5], [2, 3]))),
      packet(1, sack(gaps([2, 3], [5, 5]))),
    ],
    [
      'W: ASCONF without AUTH before it: receivers drop that',
      packet(1, { name: 'asconf' }),
      packet(1, { name: 'auth' }, { name: 'asconf' }),
    ],
    [
      'N: a chunk is not padded to 32 bits with zeros',
      packet(1, { ...chunk, padding: '000001' }),
      packet(1, chunk),
    ],
    [
      'N: a window of 0: the other end must wait',
      packet(1, sack({ sack_a_rwnd: 0 })),
      packet(1, sack({})),
    ],
    [
      'N: an unknown chunk: receivers skip it',
      packet(1, { type: 190, chunk_value: '00' }),
      packet(1, { type: 90, chunk_value: '00' }),
    ],
    [
      'W: an unknown chunk: receivers discard it and all behind it',
      packet(1, { type: 90, chunk_value: '00' }),
      packet(1, { type: 190, chunk_value: '00' }),
    ],
  ),
];
