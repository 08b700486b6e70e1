import { fold, sum16 } from '../../codec/checksum/internet.js';
import { internet } from '../../codec/checksum/seal.js';
import { choice } from '../../codec/choice.js';
import { flag, ipv4, ipv6, octets, uint } from '../../codec/fixed.js';
import { group } from '../../codec/group.js';
import { list } from '../../codec/list.js';
import { names } from '../../codec/names.js';
import { bytes, nested, optional, text } from '../../codec/parts.js';
import type { Tail } from '../../codec/protocol.js';
import { sealedBlock } from '../../codec/sealed.js';
import { hex, ipv4Means, ipv6Means } from '../show.js';

const classes = names({
  mpls: [1, 'MPLS label stack'],
  interface_info: [2, 'Interface information'],
  interface_id: [3, 'Interface identification'],
});

/** IANA's address family numbers, those that RFC 5837 and RFC 8335 use. */
const families = names({ ipv4: [1, 'IPv4'], ipv6: [2, 'IPv6'], ieee_802: [6, 'IEEE 802'] });

/** RFC 5837, 4.1. */
const roles = names({
  incoming: [0, 'Incoming IP interface'],
  sub_ip: [1, 'Sub-IP component of the incoming interface'],
  outgoing: [2, 'Outgoing IP interface'],
  next_hop: [3, 'IP next hop'],
});

/** RFC 8335, 2.1. */
const identifiedBy = names({ name: [1, 'by name'], index: [2, 'by index'], address: 3 });

const ctype = (look: { names?: typeof identifiedBy; init?: number } = {}) =>
  uint(8, 'Class type', 'what the object of this class holds', {
    filter: 'icmp.ext.ctype',
    ...look,
  });

/** RFC 4950. */
const labelStack = list('Label stack', 'as the packet carried it, outermost first', {
  label: uint(20, 'Label', 'of MPLS', { filter: 'icmp.mpls.label' }),
  exp: uint(3, 'Traffic class', 'once called experimental', { filter: 'icmp.mpls.exp' }),
  s: flag('Bottom of stack', 'the last label', { filter: 'icmp.mpls.s' }),
  ttl: uint(8, 'Time to live', 'hops left', { filter: 'icmp.mpls.ttl' }),
});

/** RFC 5837, 4. */
const interfaceInfo = {
  ctype: group(
    'Class type',
    'whose interface it is, and what follows',
    {
      role: uint(2, 'Role', 'of the interface', { names: roles, filter: 'icmp.int_info.role' }),
      reserved: uint(2, 'Reserved', 'zero', { filter: 'icmp.int_info.reserved' }),
      ifindex: flag('Index', 'present', { filter: 'icmp.int_info.ifindex' }),
      ipaddr: flag('Address', 'present', { filter: 'icmp.int_info.ipaddr' }),
      name: flag('Name', 'present', { filter: 'icmp.int_info.name_present' }),
      mtu: flag('MTU', 'present', { filter: 'icmp.int_info.mtu_present' }),
    },
    { filter: 'icmp.ext.ctype' },
  ),
  index: optional(
    (v) => v.ctype.ifindex,
    uint(32, 'Interface index', 'ifIndex of the router', { filter: 'icmp.int_info.index' }),
  ),
  address: optional(
    (v) => v.ctype.ipaddr,
    nested('Interface address', 'of the interface', {
      afi: uint(16, 'Address family', 'IANA number', {
        names: families,
        filter: 'icmp.int_info.afi',
        init: 1,
      }),
      reserved: octets(2, 'Reserved', 'zero', { filter: 'icmp.reserved' }),
      address: choice(
        'afi',
        {
          1: { ipv4: ipv4('Address', 'IPv4', { means: ipv4Means, filter: 'icmp.int_info.ipv4' }) },
          2: { ipv6: ipv6('Address', 'IPv6', { means: ipv6Means, filter: 'icmp.int_info.ipv6' }) },
        },
        {
          unknown: bytes('Address', 'of some other family', { filter: 'icmp.int_info.ipunknown' }),
        },
      ),
    }),
  ),
  name: optional(
    (v) => v.ctype.name,
    nested('Interface name', 'ifName of the router', {
      length: uint(8, 'Name length', 'with this byte and the zeros behind', {
        filter: 'icmp.int_info.name_length',
      }),
      name: text('Name', 'of the interface', {
        length: { of: 'length', plus: 1 },
        fill: { to: 4, lead: 1 },
        filter: 'icmp.int_info.name',
      }),
    }),
  ),
  mtu: optional(
    (v) => v.ctype.mtu,
    uint(32, 'MTU', 'of the interface', { filter: 'icmp.int_info.mtu' }),
  ),
};

/** RFC 8335, 2.1. */
const interfaceId = {
  ctype: ctype({ names: identifiedBy, init: 1 }),
  id: choice('ctype', {
    1: {
      name: text('Interface name', 'that is probed', {
        fill: { to: 4 },
        filter: 'icmp.int_ident.name',
      }),
    },
    2: {
      index: uint(32, 'Interface index', 'that is probed', { filter: 'icmp.int_ident.index' }),
    },
    3: {
      afi: uint(16, 'Address family', 'IANA number', {
        names: families,
        filter: 'icmp.int_ident.afi',
        init: 1,
      }),
      addr_length: uint(8, 'Address length', 'in bytes', {
        filter: 'icmp.int_ident.addr_length',
        init: 4,
      }),
      reserved: octets(1, 'Reserved', 'zero', { filter: 'icmp.int_ident.reserved' }),
      address: choice(
        'afi',
        {
          1: { ipv4: ipv4('Address', 'IPv4', { means: ipv4Means, filter: 'icmp.int_ident.ipv4' }) },
          2: { ipv6: ipv6('Address', 'IPv6', { means: ipv6Means, filter: 'icmp.int_ident.ipv6' }) },
        },
        {
          address: bytes('Address', 'of some other family', {
            length: 'addr_length',
            filter: 'icmp.int_ident.address',
          }),
        },
      ),
      // Wireshark 4.0 counts it to the address, in spite of the length.
      padding: bytes('Padding', 'up to 32 bits'),
    },
  }),
};

/** RFC 4884, 7: what routers add to an error behind the datagram that they quote. */
const extension = sealedBlock(
  'Extension',
  'what the router adds',
  {
    version: uint(4, 'Extension version', '2', { init: 2, filter: 'icmp.ext.version' }),
    res: uint(12, 'Reserved', 'zero', { filter: 'icmp.ext.res' }),
    checksum: uint(16, 'Extension checksum', 'RFC 1071 over the extension; 0: none', {
      show: hex(4),
      filter: 'icmp.ext.checksum',
    }),
    objects: list('Objects', 'each of a class', {
      length: uint(16, 'Length', 'of the object, in bytes', { filter: 'icmp.ext.length' }),
      class: uint(8, 'Class', 'of the object', { names: classes, filter: 'icmp.ext.class' }),
      object: choice(
        'class',
        { 1: { ctype: ctype({ init: 1 }), stack: labelStack }, 2: interfaceInfo, 3: interfaceId },
        { ctype: ctype(), data: bytes('Data', 'unknown', { filter: 'icmp.ext.data' }) },
        { length: { of: 'length', plus: 3 } },
      ),
    }),
  },
  { checksum: internet({ optional: true }) },
  { filter: 'icmp.ext' },
);

/** What may follow the datagram that an error quotes. */
export const errorTail = {
  padding: bytes('Padding', 'fills the quoted datagram up to what the length says'),
  ext: extension,
};

/** The header of an extension, and the least that can follow it. */
const LEAST = 4;

/**
 * Where the extension of an error starts, or a negative number. `length`: bytes of the quoted
 * datagram; where it is 0 the extension may still stand behind 128 bytes: routers that are older
 * than RFC 4884 put it there, and version and checksum tell it from a datagram (5.5).
 */
export function extensionAt(b: Uint8Array, quoted: number, length: number, end: number): number {
  if (length > 0) return quoted + length + LEAST <= end ? quoted + length : -1;
  const at = quoted + 128;
  const found = at + LEAST < end && (b[at] ?? 0) >> 4 === 2 && (b[at + 2] || b[at + 3]);
  return found && fold(sum16(b, at, end)) === 0xffff ? at : -1;
}

type ExtensionOf = (bytes: Uint8Array, start: number, end: number) => number;

/**
 * The rules of messages in which an extension may stand behind the quoted datagram: that ends
 * before it, whatever its own header says.
 */
export const extendedBy = (extensionOf: ExtensionOf) => ({
  totalLength(b: Uint8Array, start: number, _header: number, end: number): number {
    const at = extensionOf(b, start, end);
    return at < 0 ? -1 : at - start;
  },
  tail({ bytes: b, start, from, end }: Tail) {
    const at = extensionOf(b, start, end);
    return at < from ? { padding: end - from } : { padding: at - from, ext: end - at };
  },
});
