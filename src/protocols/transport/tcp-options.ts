import { choice } from '../../codec/choice.js';
import type { Loose } from '../../codec/field.js';
import { flag, octets, uint } from '../../codec/fixed.js';
import { group } from '../../codec/group.js';
import { list } from '../../codec/list.js';
import { names } from '../../codec/names.js';
import { bytes, ifRoom, nested } from '../../codec/parts.js';
import { option, tlv } from '../../codec/tlv.js';
import { ianaTcpOptionKinds } from '../../registries/tcp-options.js';
import { hex } from '../show.js';
import { duration, grouped, inBytes, minutes } from '../words.js';
import { mptcp } from './mptcp.js';

/** RFC 1146, 2. */
const alternateChecksums = names({
  tcp: [0, 'TCP checksum'],
  fletcher8: [1, "Fletcher's of 8 bits"],
  fletcher16: [2, "Fletcher's of 16 bits"],
});

/** Encryption protocols of TCP-ENO (RFC 8548, 7). */
const encryptions = names({
  tcpcrypt_p256: [0x21, 'TCPCRYPT_ECDHE_P256'],
  tcpcrypt_p521: [0x22, 'TCPCRYPT_ECDHE_P521'],
  tcpcrypt_curve25519: [0x23, 'TCPCRYPT_ECDHE_Curve25519'],
  tcpcrypt_curve448: [0x24, 'TCPCRYPT_ECDHE_Curve448'],
});

/** Experiments that IANA lists (RFC 6994). */
const experiments = names({
  tarr: [0x00ac, 'ACK rate request'],
  eno: [0x454e, 'Encryption negotiation'],
  acc_ecn0: [0xacc0, 'Accurate ECN order 0'],
  acc_ecn1: [0xacc1, 'Accurate ECN order 1'],
  smc: [0xe2d4, 'Shared memory communications'],
  tfo: [0xf989, 'Fast Open cookie'],
});

/** Wireshark's name for what it does not take apart. */
const opaque = {
  data: bytes('Data', 'no public form', { filter: 'tcp.options.unknown.payload' }),
};
const echoed = uint(32, 'Echo value', 'RFC 1072, obsolete');
const count = uint(32, 'Connection count', 'RFC 1644, obsolete');
const cookie = bytes('Cookie', "from the server's first answer; none asks for one", {
  filter: 'tcp.options.tfo.cookie',
});

const ce = ifRoom(uint(24, 'CE bytes', 'arrived with the congestion mark'));
const ect0 = ifRoom(uint(24, 'ECT(0) bytes', 'arrived marked ECT(0)'));
const ect1 = ifRoom(uint(24, 'ECT(1) bytes', 'arrived marked ECT(1)'));

const experiment = () => ({
  experimental: nested('Experiment', 'RFC 6994', {
    exid: uint(16, 'Experiment id', 'whose experiment it is', {
      names: experiments,
      show: hex(4),
    }),
    body: choice('exid', { 63881: { cookie } }, { data: bytes('Data', 'of the experiment') }),
  }),
});

/** RFC 8547, 4.1: a first byte that announces a length, or is a suboption itself. */
const encryption = () =>
  list('Suboptions', 'what the sender offers', {
    v: flag('Data follow', 'v: data, or a suboption of known length'),
    glt: uint(7, 'Type', 'an encryption; under 32 a global suboption or a length', {
      names: encryptions,
      show: hex(2),
    }),
    body: choice(({ v, glt }) => (v ? (glt < 32 ? 'sized' : 'last') : 'none'), {
      sized: {
        tep_v: flag('Sized data follow', 'v of the suboption behind the length', { init: true }),
        tep: uint(7, 'Encryption', 'that the data are for', { names: encryptions, show: hex(2) }),
        tep_data: bytes('Sized data', 'of that encryption', { length: (v) => v.glt + 1 }),
      },
      last: { tep_data: bytes('Data', 'up to the end of the option') },
    }),
  });

/** A block before the acknowledged byte is a duplicate (RFC 2883, 4). */
const blockStart = (le: number, { flags, ack }: Loose): string | undefined =>
  flags.ack && ((le - ack) | 0) < 0 ? 'D-SACK: has arrived twice' : undefined;

/** RFC 9293, 3.1; the kinds of IANA's list that have a public form. */
export const tcpOptions = tlv(
  'Options',
  'padded to 32 bits',
  {
    key: 'kind',
    type: 8,
    length: 8,
    counts: 'all',
    single: [0, 1],
    end: 0,
    names: ianaTcpOptionKinds,
  },
  () => ({
    eol: option(0, 'End of options'),
    nop: option(1, 'No operation'),
    mss: option(2, 'Maximum segment size', {
      mss_val: uint(16, 'MSS', 'largest segment that the sender takes', {
        init: 1460,
        means: (v) => `payload of at most ${inBytes(v)} a segment`,
      }),
    }),
    wscale: option(3, 'Window scale', {
      'wscale.shift': uint(8, 'Shift count', 'the window is shifted left by this', {
        // RFC 7323, 2.3: more than 14 counts as 14.
        means: (v) => `windows times ${grouped(2 ** Math.min(v, 14))}`,
      }),
    }),
    sack_perm: option(4, 'SACK permitted'),
    sack: option(5, 'SACK', {
      sack: list('Blocks', 'data that arrived out of order', {
        le: uint(32, 'Left edge', 'first sequence number of the block', {
          filter: 'tcp.options.sack_le',
          means: blockStart,
        }),
        re: uint(32, 'Right edge', 'the sequence number behind the block', {
          filter: 'tcp.options.sack_re',
          means: (re, _, { around }) => `a block of ${inBytes((re - around.le) >>> 0)}`,
        }),
      }),
    }),
    echo: option(6, 'Echo', { echo_value: echoed }),
    echo_reply: option(7, 'Echo reply', { echo_value: echoed }),
    timestamp: option(8, 'Timestamps', {
      'timestamp.tsval': uint(32, 'Value', 'clock of the sender'),
      'timestamp.tsecr': uint(32, 'Echo reply', 'clock last seen from the other end', {
        means: (_, { flags }) => (flags.ack ? undefined : 'nothing to echo: ACK is not set'),
      }),
    }),
    po_perm: option(9, 'Partial order permitted'),
    po_profile: option(10, 'Partial order profile', () => ({
      'po.start': flag('Start', 'of a service profile; RFC 1693, obsolete'),
      'po.end': flag('End', 'of the profile'),
      'po.filler': uint(6, 'Filler', 'zero'),
    })),
    cc: option(11, 'Connection count', { cc_value: count }),
    cc_new: option(12, 'New connection count', { cc_value: count }),
    cc_echo: option(13, 'Connection count echo', { cc_value: count }),
    alt_checksum: option(14, 'Alternate checksum request', {
      alt_checksum: uint(8, 'Algorithm', 'RFC 1146, obsolete', { names: alternateChecksums }),
    }),
    alt_checksum_data: option(15, 'Alternate checksum data', opaque),
    skeeter: option(16, 'Skeeter', opaque),
    bubba: option(17, 'Bubba', opaque),
    trailer_checksum: option(18, 'Trailer checksum', opaque),
    md5: option(19, 'MD5 signature', {
      'md5.digest': octets(16, 'Digest', 'over segment and key; RFC 2385, obsolete'),
    }),
    scps: option(20, 'SCPS capabilities', () => ({
      scpsflags: group('Capabilities', 'for links in space; CCSDS 714.0-B', {
        bets: flag('Partial reliability', 'best-effort service'),
        snack1: flag('Short SNACK', 'takes that form'),
        snack2: flag('Long SNACK', 'takes that form'),
        compress: flag('Compression', 'of headers, without loss'),
        nlts: flag('Timestamps below', 'the network layer has them'),
        reserved: uint(3, 'Reserved', 'zero'),
      }),
      'scps.binding': uint(8, 'Connection id', 'where headers are compressed'),
    })),
    snack: option(21, 'Selective negative acknowledgment', () => ({
      'snack.offset': uint(16, 'Hole offset', 'in segments from the acknowledged byte on'),
      'snack.size': uint(16, 'Hole size', 'in segments'),
      'snack.vector': bytes('Bit vector', 'of further holes'),
    })),
    record_bound: option(22, 'Record boundary'),
    corruption: option(23, 'Corruption experienced'),
    qs: option(27, 'Quick-Start response', () => ({
      'qs.reserved': uint(4, 'Reserved', 'zero'),
      'qs.rate': uint(4, 'Rate', '40 kbit/s times two to this; 0 is none', {
        means: (v) => (v === 0 ? 'none' : `${grouped(40 * 2 ** v)} kbit/s`),
      }),
      'qs.ttl_diff': uint(8, 'TTL difference', 'tells whether all routers agreed'),
      'qs.nonce': uint(30, 'Nonce', 'against forged answers; RFC 4782, 4.1'),
      'qs.rest': uint(2, 'Reserved', 'zero'),
    })),
    user_to: option(28, 'User timeout', () => ({
      user_to_granularity: flag('Granularity', 'the timeout is in minutes', {
        means: (v) => (v ? 'minutes' : 'seconds'),
      }),
      user_to_val: uint(15, 'User timeout', 'data may stay unacknowledged so long; RFC 5482', {
        means: (v, _, { around }) => (around.user_to_granularity ? minutes(v) : duration(v)),
      }),
    })),
    ao: option(29, 'Authentication', () => ({
      'ao.keyid': uint(8, 'Key id', 'key of this segment; RFC 5925'),
      'ao.rnextkeyid': uint(8, 'Next key id', 'key wanted for the answers'),
      'ao.mac': bytes('MAC', 'over segment and key'),
    })),
    mptcp: option(30, 'Multipath TCP', () => ({ mptcp: mptcp() })),
    tfo: option(34, 'Fast Open', { 'tfo.cookie': cookie }),
    eno: option(69, 'Encryption negotiation', () => ({ eno: encryption() })),
    acc_ecn0: option(172, 'Accurate ECN order 0', {
      'acc_ecn.ee0b': ect0,
      'acc_ecn.eceb': ce,
      'acc_ecn.ee1b': ect1,
    }),
    acc_ecn1: option(174, 'Accurate ECN order 1', {
      'acc_ecn.ee1b': ect1,
      'acc_ecn.eceb': ce,
      'acc_ecn.ee0b': ect0,
    }),
    exp1: option(253, 'Experiment 1', experiment),
    exp2: option(254, 'Experiment 2', experiment),
  }),
  {
    spelled: {
      ws: 'wscale',
      sackok: 'sack_perm',
      ts: 'timestamp',
      timestamps: 'timestamp',
      ut: 'user_to',
    },
  },
);
