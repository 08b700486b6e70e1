import { getBytes } from '../../codec/bits.js';
import { choice } from '../../codec/choice.js';
import type { Loose } from '../../codec/field.js';
import { flag, ipv6, uint } from '../../codec/fixed.js';
import { group } from '../../codec/group.js';
import { names } from '../../codec/names.js';
import { bytes, text } from '../../codec/parts.js';
import type { Reading } from '../../codec/reading.js';
import { findOption, option, type Shape, tlv } from '../../codec/tlv.js';
import { ipv6Options as kinds } from '../../registries/ipv6-options.js';
import { hex, ipv6Means } from '../show.js';
import { inBytes } from '../words.js';
import { quickStart } from './quick-start.js';

/** RFC 8200, 4.2: hop-by-hop and destination options look alike. */
const shape: Shape = {
  key: 'type',
  type: 8,
  length: 8,
  counts: 'value',
  single: [0],
  names: kinds,
};

const JUMBO = 0xc2;
const HOME_ADDRESS = 0xc9;

const opt = (name: string) => ({ filter: `ipv6.opt.${name}` });

/** RFC 2711, 2.1; RFC 6398, 5. */
const alerts = names({
  mld: [0, 'Multicast listener discovery'],
  rsvp: [1, 'RSVP'],
  active_networks: [2, 'Active networks'],
});

const rpl = {
  flag: group(
    'Flags',
    'of the way up or down',
    {
      o: flag('Down', 'the packet goes down', opt('rpl.flag.o')),
      r: flag('Rank error', 'it went the wrong way once', opt('rpl.flag.r')),
      f: flag('Forwarding error', 'a router below could not forward it', opt('rpl.flag.f')),
      rsv: uint(5, 'Reserved', 'must be zero', opt('rpl.flag.rsv')),
    },
    opt('rpl.flag'),
  ),
  instance_id: uint(8, 'Instance', 'of RPL', opt('rpl.instance_id')),
  sender_rank: uint(16, 'Sender rank', 'how far from the root', opt('rpl.sender_rank')),
  tlvs: bytes('Further', 'for later use', opt('rpl.tlvs')),
};

const taggers = names({ null: [0, 'None'], default: 1, ipv4: [2, 'IPv4'], ipv6: [3, 'IPv6'] });

const smfHead = {
  hash_bit: flag('Hash', 'a hash assist value follows', opt('smf_dpd.hash_bit')),
  tid_type: uint(3, 'Tagger id type', 'what the tagger id is', {
    ...opt('smf_dpd.tid_type'),
    names: taggers,
  }),
  tid_len: uint(4, 'Tagger id length', 'in bytes, less one', opt('smf_dpd.tid_len')),
};
const ident = bytes('Identifier', 'number of the packet', opt('smf_dpd.ident'));

function smfForm(v: Loose, ahead?: Reading): string {
  const head = ahead?.left ? (ahead.bytes[ahead.at] ?? 0) : 0;
  if (ahead ? head >= 0x80 : v.hav !== undefined) return 'hash';
  // Without a tagger its length means nothing.
  return (ahead ? head >> 4 : v.tagger_id) ? 'tagged' : 'plain';
}

/** RFC 6621, 6.1. */
const smf = choice(
  smfForm,
  {
    hash: { hav: bytes('Hash assist value', 'with the first bit set', opt('smf_dpd.hav')) },
    plain: { ...smfHead, ident },
    tagged: {
      ...smfHead,
      tagger_id: bytes('Tagger id', 'who numbered the packet', {
        ...opt('smf_dpd.tagger_id'),
        length: { of: 'tid_len', plus: -1 },
      }),
      ident,
    },
  },
  undefined,
  { exact: true },
);

const mplSeeds = names({
  source: [0, 'The IPv6 source address'],
  bits16: [1, '16 bits'],
  bits64: [2, '64 bits'],
  bits128: [3, '128 bits'],
});

export const ipv6Options = tlv(
  'Options',
  'each says what to do with it if it is unknown',
  shape,
  () => ({
    pad1: option(0x00, 'Pad1'),
    padn: option(0x01, 'PadN', { padn: bytes('Padding', 'zeros', opt('padn')) }),
    tel: option(0x04, 'Tunnel encapsulation limit', {
      tel: uint(8, 'Limit', 'how often it may be put into a tunnel still', opt('tel')),
    }),
    rtalert: option(0x05, 'Router alert', {
      router_alert: uint(16, 'Value', 'what routers are to look for', {
        ...opt('router_alert'),
        names: alerts,
      }),
    }),
    calipso: option(0x07, 'CALIPSO', {
      doi: uint(32, 'Domain of interpretation', 'gives the labels a meaning', opt('calipso.doi')),
      cmpt_length: uint(8, 'Compartment length', 'in units of 4 bytes', opt('calipso.cmpt.length')),
      sens_level: uint(8, 'Sensitivity level', 'from 0 up', opt('calipso.sens_level')),
      checksum: uint(16, 'Checksum', 'CRC-16 over the option', {
        ...opt('calipso.checksum'),
        show: hex(4),
      }),
      cmpt_bitmap: bytes('Compartments', 'one bit each', {
        ...opt('calipso.cmpt_bitmap'),
        length: { of: 'cmpt_length', times: 4 },
      }),
    }),
    smf_dpd: option(0x08, 'SMF duplicate packet detection', { smf }),
    pdm: option(0x0f, 'Performance and diagnostic metrics', {
      scale_dtlr: uint(8, 'Scale, received', 'of the time since', opt('pdm.scale_dtlr')),
      scale_dtls: uint(8, 'Scale, sent', 'of the time since', opt('pdm.scale_dtls')),
      psn_this_pkt: uint(16, 'This packet', 'its number', opt('pdm.psn_this_pkt')),
      psn_last_recv: uint(16, 'Last received', 'its number', opt('pdm.psn_last_recv')),
      delta_last_recv: uint(16, 'Since received', 'scaled time', opt('pdm.delta_last_recv')),
      delta_last_sent: uint(16, 'Since sent', 'scaled time', opt('pdm.delta_last_sent')),
    }),
    rpl: option(0x23, 'RPL', rpl),
    qs: option(0x26, 'Quick-Start', quickStart('ipv6.opt')),
    pmtu: option(0x30, 'Minimum path MTU', {
      min: uint(16, 'Smallest so far', 'lowered by routers on the way', opt('pmtu.min')),
      rtn: uint(15, 'Returned', 'smallest of the other direction', {
        ...opt('pmtu.rtn'),
        scale: 2,
      }),
      r_flag: flag('Return', 'the other end is to answer with its own', opt('pmtu.r_flag')),
    }),
    tpf: option(0x41, 'Tunnel payload forwarding', {
      tpf_information: uint(32, 'Information', 'for the end of the tunnel', opt('tpf_information')),
    }),
    rpl_old: option(0x63, 'RPL', rpl),
    mpl: option(0x6d, 'MPL', {
      flag: group(
        'Flags',
        'of multicast in lossy networks',
        {
          s: uint(2, 'Seed', 'how long the seed id is', { ...opt('mpl.flag.s'), names: mplSeeds }),
          m: flag('Largest', 'the seed has sent no later one', opt('mpl.flag.m')),
          v: flag('Version', '0', opt('mpl.flag.v')),
          rsv: uint(4, 'Reserved', 'must be zero', opt('mpl.flag.rsv')),
        },
        opt('mpl.flag'),
      ),
      sequence: uint(8, 'Sequence', 'of the message', opt('mpl.sequence')),
      seed_id: bytes('Seed id', 'who sent the message first', {
        ...opt('mpl.seed_id'),
        length: (v: Loose) => [0, 2, 8, 16][v.flag.s] ?? 0,
      }),
    }),
    ilnp_nonce: option(0x8b, 'ILNP nonce', {
      ilnp_nonce: bytes('Nonce', 'against forged packets', opt('ilnp_nonce')),
    }),
    lio: option(0x8c, 'Line identification', {
      length: uint(8, 'Line id length', 'in bytes', opt('lio.length')),
      line_id: text('Line id', 'of the subscriber', { ...opt('lio.line_id'), length: 'length' }),
    }),
    jumbo: option(JUMBO, 'Jumbo payload', {
      jumbo: uint(32, 'Payload length', 'in bytes, more than 65535', {
        ...opt('jumbo'),
        means: inBytes,
      }),
    }),
    hao: option(HOME_ADDRESS, 'Home address', {
      home_address: ipv6('Home address', 'of the mobile node', {
        ...opt('mipv6.home_address'),
        means: ipv6Means,
      }),
    }),
    dff: option(0xee, 'Depth-first forwarding', {
      flags: group(
        'Flags',
        'of the way through a mesh',
        {
          ver: uint(2, 'Version', '0', opt('dff.flag.ver')),
          dup: flag('Duplicate', 'sent again', opt('dff.flag.dup')),
          ret: flag('Return', 'sent back', opt('dff.flag.ret')),
          rsv: uint(4, 'Reserved', 'must be zero', opt('dff.flag.rsv')),
        },
        opt('dff.flags'),
      ),
      sequence_number: uint(16, 'Sequence number', 'of the packet', opt('dff.sequence_number')),
    }),
  }),
  { filter: 'ipv6.opt' },
);

/** Pad1 or PadN up to the full size of the header (RFC 8200, 4.2). */
export function padOut(missing: number): Uint8Array {
  const fill = new Uint8Array(missing);
  if (missing > 1) fill.set([1, missing - 2]);
  return fill;
}

/** The jumbo payload's length, in the options header at `at`; 0: it has none. */
export function jumboLength(bytes: Uint8Array, at: number, limit: number): number {
  const end = Math.min(limit, at + 8 * (bytes[at + 1] ?? 0) + 8);
  const found = findValue(JUMBO, 4, bytes, at + 2, end);
  return found < 0 ? 0 : getBytes(bytes, found, 4);
}

/** Where a home address stands; negative: nowhere. */
export function homeAddress(bytes: Uint8Array, from: number, to: number): number {
  return findValue(HOME_ADDRESS, 16, bytes, from, to);
}

function findValue(
  kind: number,
  size: number,
  bytes: Uint8Array,
  from: number,
  to: number,
): number {
  const at = findOption(shape, [kind], bytes, from, to);
  return at >= 0 && at + 2 + size <= to && bytes[at + 1] === size ? at + 2 : -1;
}
