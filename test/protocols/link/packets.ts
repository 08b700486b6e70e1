import { decode, type Layer, type LayerJson, type Packet } from '../../../src/index.js';
import { data } from '../../../src/protocols/data.js';
import { ip } from '../../../src/protocols/internet/ip.js';
import { ipv6 } from '../../../src/protocols/internet/ipv6.js';
import { udp } from '../../../src/protocols/transport/udp.js';

export const bytes = (hex: string): Uint8Array =>
  Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
export const hex = (made: Uint8Array): string => Buffer.from(made).toString('hex');

/** Datagrams with documentation addresses, and five bytes in them. */
export const v4 = [
  ip.with({ src: '192.0.2.1', dst: '198.51.100.2' }),
  udp.with({ srcport: 40000, dstport: 9 }),
  data.with({ data: '68656c6c6f' }),
];
export const v6 = [
  ipv6.with({ src: '2001:db8::1', dst: '2001:db8::2' }),
  udp.with({ srcport: 40000, dstport: 9 }),
  data.with({ data: '68656c6c6f' }),
];

export const read = (text: string, linktype = 1): Packet => decode(bytes(text), { linktype });
export const names = ({ layers }: Packet): string[] => layers.map((one) => one.protocol.name);
export const texts = ({ notes }: { notes: Layer['notes'] }): string[] =>
  notes.map((note) => note.text);
export const fieldsOf = (packet: Packet, name: string): LayerJson['fields'] =>
  packet.layer(name)?.fields ?? {};

/** The header of an Ethernet frame of that type or length. */
export const ether = (type: string): string => `020000000002 020000000001 ${type}`;
