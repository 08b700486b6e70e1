import { frameCheck, internet } from '../../src/codec/checksum/seal.js';
import { flag, ipv4, uint } from '../../src/codec/fixed.js';
import { group } from '../../src/codec/group.js';
import { names } from '../../src/codec/names.js';
import { bytes, optional } from '../../src/codec/parts.js';
import { protocol } from '../../src/codec/protocol.js';
import { option, tlv } from '../../src/codec/tlv.js';
import { toy } from './toy.js';

/** A link layer: frames of at least eight bytes, with what was too much behind them. */
export const frame = protocol({
  name: 'frame',
  title: 'Frame',
  carriedBy: { linktype: 1 },
  fields: {
    to: uint(8, 'To', 'receiver'),
    type: uint(8, 'Type', 'what follows', { names: names({ net: 1, tag: 9 }) }),
  },
  tail: {
    padding: bytes('Padding', 'up to eight bytes'),
    fcs: optional(() => false, uint(32, 'FCS', 'check sequence')),
  },
  rules: (f) => ({
    selects: { type: f.type },
    derived: { type: (d) => d.next ?? 0 },
    sealed: { fcs: frameCheck },
    // Four bytes behind a frame that is long enough are its check sequence.
    tail: ({ start, from, end }) => {
      const fcs = end - from >= 4 && end - start >= 12 ? 4 : 0;
      return { padding: end - from - fcs, fcs };
    },
    summary: (v) => `to ${v.to}`,
  }),
});

/** A network layer as IPv4 is one: options, lengths, fragments, addresses. */
export const net = protocol({
  name: 'net',
  title: 'Network',
  rfc: 'RFC 0',
  carriedBy: { type: 1, proto: 4 },
  fields: {
    version: uint(4, 'Version', 'always 4', { init: 4 }),
    hdr_len: uint(4, 'Header length', 'in bytes', { scale: 4 }),
    proto: uint(8, 'Protocol', 'what follows', { names: names({ err: 1, net: 4, msg: 17 }) }),
    len: uint(16, 'Total length', 'header and payload'),
    frag: group('Fragment', 'of a datagram', {
      mf: flag('More', 'more fragments follow'),
      offset: uint(15, 'Offset', 'in units of 8', { scale: 8 }),
    }),
    checksum: uint(16, 'Checksum', 'of the header'),
    src: ipv4('Source', 'sender'),
    dst: ipv4('Destination', 'receiver'),
    options: tlv(
      'Options',
      'of the header',
      { key: 'kind', type: 8, length: 8, counts: 'all', single: [0, 1], end: 0 },
      { mark: option(7, 'Mark', { value: uint(8, 'Value', 'any') }) },
    ),
  },
  rules: (f) => ({
    headerLength: f.hdr_len,
    totalLength: { by: f.len, from: 1 },
    selects: { proto: f.proto },
    fragment: { id: f.len, offset: f.frag.offset, more: f.frag.mf },
    derived: { hdr_len: 'header', len: 'total', proto: 'next' },
    sealed: { checksum: internet({ over: 'header' }) },
    align: { to: 4, unless: 'hdr_len' },
    addresses: (b, o) => ({ bytes: b, size: 4, src: o + 8, dst: o + 12 }),
    checks: [
      {
        severity: 'warning',
        field: 'version',
        when: (v) => v.version !== 4,
        text: (v) => `version ${v.version}`,
        rfc: 'RFC 0, 1',
      },
      { severity: 'note', when: (v) => v.dst === '255.255.255.255', text: 'to all' },
    ],
    summary: (v) => `${v.src} → ${v.dst}`,
  }),
});

/** A transport layer as UDP is one. */
export const msg = protocol({
  name: 'msg',
  title: 'Message',
  carriedBy: { proto: 17 },
  fields: {
    port: uint(16, 'Port', 'whose it is'),
    length: uint(16, 'Length', 'header and payload'),
    checksum: uint(16, 'Checksum', 'with a pseudo-header'),
  },
  rules: (f) => ({
    totalLength: f.length,
    selects: { port: f.port },
    derived: { port: (d) => d.next ?? 7, length: 'total' },
    sealed: { checksum: internet({ pseudo: 17, optional: true }) },
  }),
});

/** Quotes the datagram that it complains of. */
export const err = protocol({
  name: 'err',
  title: 'Error',
  carriedBy: { proto: 1 },
  fields: { code: uint(16, 'Code', 'what is wrong'), checksum: uint(16, 'Checksum', 'of all') },
  rules: () => ({
    selects: { proto: () => 4 },
    quotes: () => true,
    sealed: { checksum: internet() },
  }),
});

/** Nothing but a pointer to the next: may be nested for ever. */
export const tag = protocol({
  name: 'tag',
  title: 'Tag',
  carriedBy: { type: 9 },
  fields: { type: uint(8, 'Type', 'what follows') },
  rules: (f) => ({ selects: { type: f.type }, derived: { type: 'next' } }),
});

/** Over a port; its header is as long as reading it takes. */
export const app = protocol({
  name: 'app',
  title: 'Application',
  carriedBy: { port: [53, 54] },
  fields: {
    n: uint(8, 'Length', 'of the text'),
    t: bytes('Text', 'any', { length: 'n' }),
  },
});

export const stack = () => toy(frame, net, msg, err, tag, app);
