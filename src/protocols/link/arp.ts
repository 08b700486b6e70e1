import { choice } from '../../codec/choice.js';
import type { Loose } from '../../codec/field.js';
import { bytesFrom, ipv4, mac, octets, uint } from '../../codec/fixed.js';
import type { Layer } from '../../codec/packet.js';
import { bytes } from '../../codec/parts.js';
import { protocol } from '../../codec/protocol.js';
import { arpHardware, arpOperations } from '../../registries/arp.js';
import { etherTypes } from '../../registries/ethertypes.js';
import { hex, ipv4Means, macMeans } from '../show.js';
import { inBytes } from '../words.js';
import { arpLine } from './arp-line.js';
import { kindOf, MEANINGS, REPLY, REQUEST, summarize } from './arp-meaning.js';
import { arpPlain } from './arp-plain.js';

/** ATM puts the kind of an address beside its length, and a second one behind (RFC 2225, 8.1). */
const ATM = 19;
const NOBODY = '00:00:00:00:00:00';

const sender = {
  mac: mac('Sender MAC', 'hardware address of the sender', { means: macMeans }),
  ax25: octets(7, 'Sender AX.25', 'amateur radio address of the sender'),
  hw: bytes('Sender hardware', 'hardware address of the sender', { length: 'hw.size' }),
  ipv4: ipv4('Sender IP', 'protocol address of the sender', { means: ipv4Means }),
  proto: bytes('Sender protocol', 'protocol address of the sender', { length: 'proto.size' }),
};
const target = {
  mac: mac('Target MAC', 'hardware address that is asked for, or of who asked', {
    means: macMeans,
  }),
  ax25: octets(7, 'Target AX.25', 'amateur radio address of the target'),
  hw: bytes('Target hardware', 'hardware address of the target', { length: 'hw.size' }),
  ipv4: ipv4('Target IP', 'protocol address that is asked for', { means: ipv4Means }),
  proto: bytes('Target protocol', 'protocol address of the target', { length: 'proto.size' }),
};

const addresses = choice(formOf, {
  'mac ipv4': {
    'src.hw_mac': sender.mac,
    'src.proto_ipv4': sender.ipv4,
    'dst.hw_mac': target.mac,
    'dst.proto_ipv4': target.ipv4,
  },
  'mac proto': {
    'src.hw_mac': sender.mac,
    'src.proto': sender.proto,
    'dst.hw_mac': target.mac,
    'dst.proto': target.proto,
  },
  'ax25 ipv4': {
    'src.hw_ax25': sender.ax25,
    'src.proto_ipv4': sender.ipv4,
    'dst.hw_ax25': target.ax25,
    'dst.proto_ipv4': target.ipv4,
  },
  'ax25 proto': {
    'src.hw_ax25': sender.ax25,
    'src.proto': sender.proto,
    'dst.hw_ax25': target.ax25,
    'dst.proto': target.proto,
  },
  'hw ipv4': {
    'src.hw': sender.hw,
    'src.proto_ipv4': sender.ipv4,
    'dst.hw': target.hw,
    'dst.proto_ipv4': target.ipv4,
  },
  'hw proto': {
    'src.hw': sender.hw,
    'src.proto': sender.proto,
    'dst.hw': target.hw,
    'dst.proto': target.proto,
  },
});

/** Which keys the addresses have: those that were given, else those of their types and sizes. */
function formOf(v: Loose): string | undefined {
  const given = { ...v.dst, ...v.src };
  if (v.hw.type === ATM) return undefined;
  const told = `${v.hw.type} ${v.hw.size}`;
  let hardware = told === '1 6' || told === '6 6' ? 'mac' : told === '3 7' ? 'ax25' : 'hw';
  let protocols = v.proto.type === 0x0800 && v.proto.size === 4 ? 'ipv4' : 'proto';
  if ('hw' in given) hardware = 'hw';
  if ('proto' in given) protocols = 'proto';
  return `${hardware} ${protocols}`;
}

/** The size of an address that was given in bytes, else the usual one. */
function sizeOf(given: Loose, key: 'hw' | 'proto', usual: number): number {
  const address = given.src?.[key] ?? given.dst?.[key];
  return address === undefined ? usual : bytesFrom(address).length;
}

const example = {
  src: { hw_mac: '02:00:00:00:00:01', proto_ipv4: '192.0.2.1' },
  dst: { proto_ipv4: '192.0.2.2' },
};

/** The addresses that are given are others than those of Ethernet and IPv4. */
const isOther = ({ hw, src, dst }: Loose): boolean =>
  hw !== undefined ||
  ['hw', 'hw_ax25', 'proto'].some((key) => src?.[key] !== undefined || dst?.[key] !== undefined);

/** Through tags. */
function frameSource(outer: Layer | undefined): string | undefined {
  let at = outer;
  while (at && at.fields.src === undefined) at = at.outer;
  return typeof at?.fields.src === 'string' ? at.fields.src : undefined;
}

export const arp = protocol({
  name: 'arp',
  title: 'Address Resolution Protocol',
  short: 'ARP',
  rfc: 'RFC 826',
  carriedBy: { ethertype: [0x0806, 0x8035] },
  example: (given) => (isOther(given) ? undefined : example),
  fields: {
    'hw.type': uint(16, 'Hardware type', 'of the link', { names: arpHardware, init: 1 }),
    'proto.type': uint(16, 'Protocol type', 'whose addresses are asked for', {
      names: etherTypes,
      show: hex(4),
      init: 0x0800,
    }),
    'hw.size': uint(8, 'Hardware size', 'of a hardware address, in bytes', {
      init: 6,
      means: inBytes,
    }),
    'proto.size': uint(8, 'Protocol size', 'of a protocol address, in bytes', {
      init: 4,
      means: inBytes,
    }),
    opcode: uint(16, 'Operation', 'asks or answers', {
      names: arpOperations,
      init: REQUEST,
      means: (_, v) => summarize(v),
    }),
    addresses,
  },
  rules: (f) => ({
    headerLength: (b, o) => {
      if (f['hw.type'](b, o) === ATM) return 8;
      return 8 + 2 * (f['hw.size'](b, o) + f['proto.size'](b, o));
    },
    // Nothing is carried: what stands behind it fills the frame up.
    totalLength: (b, o, header) => (f['hw.type'](b, o) === ATM ? -1 : header),
    derived: {
      'hw.size': (d) => sizeOf(d.given, 'hw', 6),
      'proto.size': (d) => sizeOf(d.given, 'proto', 4),
    },
    resembles: ({ hw, proto, opcode }) => [
      [hw.type === 1 ? 12 : arpHardware.nameOf(hw.type) ? 6 : -10, 'hardware type Ethernet'],
      [proto.type === 0x0800 ? 12 : -6, 'protocol type IPv4'],
      [hw.size === 6 && proto.size === 4 ? 12 : hw.size && proto.size ? -4 : -12, 'usual sizes'],
      [opcode > 0 && arpOperations.nameOf(opcode) ? 8 : -10, arpOperations.textOf(opcode)],
    ],
    checks: [
      {
        severity: 'note',
        field: 'opcode',
        when: (v) => kindOf(v) !== undefined,
        text: (v) => MEANINGS[kindOf(v) ?? 'probe'],
        rfc: 'RFC 5227',
      },
      {
        severity: 'warning',
        field: 'src.hw_mac',
        when: ({ opcode, src }: Loose) =>
          opcode === REPLY && /^.[13579bdf]/.test(src?.hw_mac ?? ''),
        text: 'the answer claims a group address: nobody must believe it',
        rfc: 'RFC 1812, 3.3.2',
      },
      {
        severity: 'warning',
        field: 'src.hw_mac',
        when: ({ src }: Loose, { outer }) =>
          src?.hw_mac !== undefined &&
          src.hw_mac !== NOBODY &&
          frameSource(outer) !== undefined &&
          src.hw_mac !== frameSource(outer),
        text: 'the sender names another address than its frame: a proxy, or spoofed',
      },
      {
        severity: 'warning',
        field: 'src.proto_ipv4',
        when: ({ src }: Loose) => Number(src?.proto_ipv4?.split('.')[0] ?? 0) >= 224,
        text: 'the sender claims an address that no host has',
        rfc: 'RFC 1122, 3.2.1.3',
      },
      {
        severity: 'error',
        field: 'hw.size',
        when: ({ hw }) => (hw.type === 1 || hw.type === 6) && hw.size !== 6,
        text: ({ hw }) => `hardware addresses of ${inBytes(hw.size)}, not 6`,
        rfc: 'RFC 826',
      },
      {
        severity: 'error',
        field: 'proto.size',
        when: ({ hw, proto }) => hw.type !== ATM && proto.type === 0x0800 && proto.size !== 4,
        text: ({ proto }) => `IPv4 addresses of ${inBytes(proto.size)}, not 4`,
        rfc: 'RFC 826',
      },
      {
        severity: 'note',
        field: 'opcode',
        when: (v) => arpOperations.nameOf(v.opcode) === undefined,
        text: (v) => `operation ${v.opcode} is not assigned`,
        rfc: 'RFC 5494, 2',
      },
      {
        severity: 'warning',
        field: 'opcode',
        when: (v, { outer }) => {
          const type = outer?.fields.type ?? outer?.fields.etype;
          return (v.opcode === 3 || v.opcode === 4) && type === 0x0806;
        },
        text: 'RARP goes under EtherType 0x8035',
        rfc: 'RFC 903',
      },
      {
        severity: 'note',
        field: 'hw.size',
        when: (v) => v.hw.type === ATM,
        text: 'addresses of ATM are not decoded: the sizes hold their types too',
        rfc: 'RFC 2225, 8.1',
      },
    ],
    plain: arpPlain,
    line: arpLine,
    summary: summarize,
  }),
});
