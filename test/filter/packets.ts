import type { LayerJson } from '../../src/codec/frame.js';
import { View } from '../../src/codec/view.js';
import { compileFilter } from '../../src/filter/filter.js';
import { decode, encode, type Packet } from '../../src/index.js';
import { catalog } from '../../src/protocols/index.js';

const eth = {
  protocol: 'eth',
  fields: { src: '02:00:00:00:00:01', dst: '02:00:5e:10:00:fe' },
};
const ip = { protocol: 'ip', fields: { src: '192.0.2.1', dst: '198.51.100.2', ttl: 64, id: 7 } };
const outer = { protocol: 'ip', fields: { src: '203.0.113.9', dst: '203.0.113.10', ttl: 3 } };

const made = (...layers: LayerJson[]): Packet =>
  decode(encode({ layers }), {
    frame: { number: 12, time: '1700000000.250000000', len: 1500, comments: ['seen twice'] },
  });

/** A segment of a handshake, with options. */
export const syn = made(eth, ip, {
  protocol: 'tcp',
  fields: {
    srcport: 51234,
    dstport: 443,
    flags: { syn: true },
    options: [
      { kind: 2, mss_val: 1460 },
      { kind: 4, name: 'sack_perm' },
    ],
  },
});

/** A request with text in it. */
export const request = made(
  eth,
  ip,
  { protocol: 'tcp', fields: { srcport: 51234, dstport: 80, flags: { ack: true, push: true } } },
  { protocol: 'data', fields: { data: Buffer.from('GET /x HTTP/1.1\r\n').toString('hex') } },
);

/** IPv4 in IPv4, around a question. */
export const tunnel = made(
  eth,
  outer,
  ip,
  { protocol: 'udp', fields: { srcport: 53000, dstport: 53 } },
  { protocol: 'dns', fields: { id: 9, queries: [{ name: 'www.Example.org', type: 28 }] } },
);

export const six = made(
  eth,
  { protocol: 'ipv6', fields: { src: '2001:db8::1', dst: 'ff02::2', hlim: 255 } },
  { protocol: 'udp', fields: { srcport: 1, dstport: 2 } },
);

/** A datagram that carries this. */
export const withData = (text: string): Packet =>
  made(
    eth,
    ip,
    { protocol: 'udp', fields: { srcport: 1, dstport: 2 } },
    ...(text ? [{ protocol: 'data', fields: { data: Buffer.from(text).toString('hex') } }] : []),
  );

/** Is the packet chosen? */
export const chosen = (text: string, packet: Packet): boolean =>
  compileFilter(catalog, text).test(View.of(packet));
