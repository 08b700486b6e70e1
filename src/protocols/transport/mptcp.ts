import { choice } from '../../codec/choice.js';
import type { Loose } from '../../codec/field.js';
import { flag, ipv4, ipv6, octets, uint, uint64 } from '../../codec/fixed.js';
import { group } from '../../codec/group.js';
import { list } from '../../codec/list.js';
import { names } from '../../codec/names.js';
import { numberFrom } from '../../codec/number.js';
import { bytes, ifRoom, nested } from '../../codec/parts.js';
import type { Reading } from '../../codec/reading.js';
import { hex, ipv4Means, ipv6Means } from '../show.js';
import { inBytes } from '../words.js';

/** RFC 8684, 8.1. */
const subtypes = names({
  mp_capable: [0, 'MP_CAPABLE, starts a connection'],
  mp_join: [1, 'MP_JOIN, adds a subflow'],
  dss: [2, 'DSS, data sequence signal'],
  add_addr: [3, 'ADD_ADDR, a further address'],
  remove_addr: [4, 'REMOVE_ADDR, addresses are gone'],
  mp_prio: [5, 'MP_PRIO, changes the priority'],
  mp_fail: [6, 'MP_FAIL, back to plain TCP'],
  mp_fastclose: [7, 'MP_FASTCLOSE, ends all subflows'],
  mp_tcprst: [8, 'MP_TCPRST, why a subflow ends'],
});

/** RFC 8684, 8.3. */
const resetReasons = names({
  unspecified: 0,
  mptcp_error: [1, 'MPTCP-specific error'],
  lack_of_resources: 2,
  administratively_prohibited: 3,
  too_much_outstanding_data: 4,
  unacceptable_performance: 5,
  middlebox_interference: 6,
});

const filter = (name: string) => ({ filter: `tcp.options.mptcp.${name}` });

const subtype = uint(4, 'Subtype', 'which message of MPTCP', { names: subtypes });
const reserved = (bits: number) => uint(bits, 'Reserved', 'zero', filter('reserved'));
const addrid = uint(8, 'Address id', 'names an address without saying it');
const backup = flag('Backup', 'use this path only if no other works', filter('backup.flag'));
const sendkey = uint64("Sender's key", 'known to both ends alone from here on');
const recvkey = uint64("Receiver's key", 'echoed, to show that it arrived');
const datalvllen = uint(16, 'Data-level length', 'bytes that this mapping covers', {
  means: inBytes,
});
const checksum = uint(16, 'Checksum', 'over the mapped data, if both ends agreed on one', {
  show: hex(4),
});
const sendrand = uint(32, "Sender's random number", 'against replays');

const checksumreq = flag('Checksum required', 'A', filter('checksumreq.flags'));
const extensibility = flag('Extensibility', 'B: must be zero', filter('extensibility.flag'));
const spare = (bits: number) => uint(bits, 'Reserved', 'zero', filter('reserved.flag'));

/** RFC 6824, 3.1: both SYNs carry a key. */
const capable0 = () => ({
  subtype,
  version: uint(4, 'Version', '0: RFC 6824', { init: 0 }),
  flags: group('Flags', 'what is used', {
    checksumreq,
    extensibility,
    reserved: spare(5),
    sha1: flag('HMAC-SHA1', 'H: to prove keys', filter('sha1.flag')),
  }),
  sendkey: ifRoom(sendkey),
  recvkey: ifRoom(recvkey),
});

/** RFC 8684, 3.1: the SYN has no key, the SYN/ACK one, the third segment both. */
const capable1 = () => ({
  subtype,
  version: uint(4, 'Version', '1: RFC 8684', { init: 1 }),
  flags: group('Flags', 'what is used', {
    checksumreq,
    extensibility,
    nomoresubflows: flag(
      'No subflows here',
      'C: open none to this address',
      filter('nomoresubflows.flag'),
    ),
    // Wireshark counts C in once more (RFC 8684, 3.1: D to G are the reserved ones).
    reserved: spare(4),
    sha256: flag('HMAC-SHA256', 'H: to prove keys', filter('sha256.flag')),
  }),
  sendkey: ifRoom(sendkey),
  recvkey: ifRoom(recvkey),
  datalvllen: ifRoom(datalvllen),
  checksum: ifRoom(checksum),
});

/** RFC 8684, 3.2: three forms, told apart by their length. */
const joinSyn = () => ({
  subtype,
  reserved: reserved(3),
  backup,
  addrid,
  recvtok: uint(32, "Receiver's token", 'hash of the key: which connection to join', {
    show: hex(8),
  }),
  sendrand,
});
const joinSynAck = () => ({
  subtype,
  reserved: reserved(3),
  backup,
  addrid,
  sendtrunchmac: uint64("Sender's truncated HMAC", 'leftmost 64 bits: it knows the keys'),
  sendrand,
});
const joinAck = () => ({
  subtype,
  reserved: reserved(12),
  sendhmac: octets(20, "Sender's HMAC", 'it knows the keys'),
});

const wide = (condition: boolean, long: boolean): number => (condition ? (long ? 8 : 4) : 0);

/** RFC 8684, 3.3: flags say which parts are there, and how wide. */
const dss = () => ({
  subtype,
  reserved: reserved(7),
  flags: group('Flags', 'which parts follow', {
    datafin: flag('DATA_FIN', 'F: the sender has no more data', filter('datafin.flag')),
    dseqn8: flag('Long sequence number', 'm: of 8 bytes', filter('dseqn8.flag')),
    dseqnpresent: flag('Mapping present', 'M', filter('dseqnpresent.flag')),
    dataack8: flag('Long acknowledgment', 'a: of 8 bytes', filter('dataack8.flag')),
    dataackpresent: flag('Acknowledgment present', 'A', filter('dataackpresent.flag')),
  }),
  acknowledged: choice(({ flags }) => wide(flags.dataackpresent, flags.dataack8), {
    4: { rawdataack: uint(32, 'Data ACK', 'lower half of the data byte expected next') },
    8: { rawdataack: uint64('Data ACK', 'the data byte expected next') },
  }),
  mapping: choice(({ flags }) => wide(flags.dseqnpresent, flags.dseqn8), {
    4: mapping(uint(32, 'Data sequence number', 'lower half of that of the first byte')),
    8: mapping(uint64('Data sequence number', 'of the first byte')),
  }),
});

function mapping<const F>(rawdataseqno: F) {
  return {
    rawdataseqno,
    subflowseqno: uint(32, 'Subflow sequence number', 'the same byte, counted from the SYN'),
    datalvllen,
    checksum: ifRoom(checksum),
  };
}

/** The parts that are there follow from their lengths, which no two combinations share. */
function address() {
  const v4 = ipv4('Address', 'where the sender can be reached too', {
    ...filter('ipv4'),
    means: ipv4Means,
  });
  const v6 = ipv6('Address', 'where the sender can be reached too', {
    ...filter('ipv6'),
    means: ipv6Means,
  });
  const port = uint(16, 'Port', 'that of the subflow if left out');
  const addaddrtrunchmac = uint64('Truncated HMAC', 'rightmost 64 bits: it knows the keys');
  return choice(
    (v, ahead) =>
      ahead?.left ??
      (v.ipv4 === undefined ? 0 : 4) +
        (v.ipv6 === undefined ? 0 : 16) +
        (v.port === undefined ? 0 : 2) +
        (v.addaddrtrunchmac === undefined ? 0 : 8),
    {
      4: { ipv4: v4 },
      6: { ipv4: v4, port },
      12: { ipv4: v4, addaddrtrunchmac },
      14: { ipv4: v4, port, addaddrtrunchmac },
      16: { ipv6: v6 },
      18: { ipv6: v6, port },
      24: { ipv6: v6, addaddrtrunchmac },
      26: { ipv6: v6, port, addaddrtrunchmac },
    },
  );
}

const forms = () => ({
  capable0: capable0(),
  capable1: capable1(),
  joinSyn: joinSyn(),
  joinSynAck: joinSynAck(),
  joinAck: joinAck(),
  dss: dss(),
  // RFC 6824, 3.4.1 has the IP version where RFC 8684, 3.4.1 has the echo flag.
  addAddr0: {
    subtype,
    ipver: uint(4, 'IP version', '4 or 6', { init: 4 }),
    addrid,
    address: address(),
  },
  addAddr: {
    subtype,
    reserved: reserved(3),
    echo: flag('Echo', 'E: confirms that the address arrived'),
    addrid,
    address: address(),
  },
  removeAddr: {
    subtype,
    reserved: reserved(4),
    removed: list('Removed', 'addresses that are gone', addressId()),
  },
  prio: { subtype, reserved: reserved(3), backup, addrid: ifRoom(addrid) },
  fail: {
    subtype,
    reserved: reserved(12),
    rawdataseqno: uint64('Data sequence number', 'from which on the checksum failed'),
  },
  fastclose: { subtype, reserved: reserved(12), recvkey },
  reset: {
    subtype,
    flags: group('Flags', 'RFC 8684, 3.6', {
      u: flag('U', 'must be zero', filter('flag_U.flag')),
      v: flag('V', 'must be zero', filter('flag_V.flag')),
      w: flag('W', 'must be zero', filter('flag_W.flag')),
      t: flag('Transient', 'T: the reason may pass', filter('flag_T.flag')),
    }),
    rst_reason: uint(8, 'Reason', 'why the subflow ends', { names: resetReasons, show: hex(2) }),
  },
});

function addressId() {
  return uint(8, 'Address id', 'of the address that is gone', filter('addrid'));
}

type Form = keyof ReturnType<typeof forms>;
const joins: Readonly<Record<number, Form>> = { 10: 'joinSyn', 14: 'joinSynAck' };

/** Which form the bytes ahead have, or the values given for a new one. */
function formOf(v: Loose, ahead?: Reading): Form | undefined {
  const first = ahead?.bytes[ahead.at] ?? 0;
  const low = ahead ? first & 15 : (v.version ?? v.ipver);
  switch (ahead ? first >> 4 : numberFrom(v.subtype, subtypes)) {
    case 0:
      return low === 0 ? 'capable0' : 'capable1';
    case 1:
      if (ahead) return joins[ahead.left] ?? 'joinAck';
      if (v.sendhmac !== undefined) return 'joinAck';
      return v.sendtrunchmac === undefined ? 'joinSyn' : 'joinSynAck';
    case 2:
      return 'dss';
    case 3:
      return low === 4 || low === 6 ? 'addAddr0' : 'addAddr';
    case 4:
      return 'removeAddr';
    case 5:
      return 'prio';
    case 6:
      return 'fail';
    case 7:
      return 'fastclose';
    case 8:
      return 'reset';
    default:
      return undefined;
  }
}

/** RFC 8684, and RFC 6824 where the first byte says version 0. */
export const mptcp = () =>
  nested('Multipath TCP', 'one connection over several paths', {
    message: choice(formOf, forms(), {
      subtype,
      reserved: reserved(4),
      data: bytes('Data', 'of an unknown subtype'),
    }),
  });
