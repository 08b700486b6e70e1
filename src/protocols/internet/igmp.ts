import { internet } from '../../codec/checksum/seal.js';
import { choice } from '../../codec/choice.js';
import type { Loose } from '../../codec/field.js';
import { coded, flag, ipv4, uint } from '../../codec/fixed.js';
import { list } from '../../codec/list.js';
import { bytes } from '../../codec/parts.js';
import { type Evidence, protocol } from '../../codec/protocol.js';
import type { Reading } from '../../codec/reading.js';
import { groupRecords } from '../../registries/group-records.js';
import { igmpTypes } from '../../registries/igmp.js';
import { hex, ipv4Means } from '../show.js';
import { duration, inBytes } from '../words.js';

const QUERY = 0x11;
const REPORT_1 = 0x12;
const REPORT_2 = 0x16;
const LEAVE = 0x17;
const REPORT_3 = 0x22;

/** From 128 up: three bits of exponent, four of mantissa (RFC 3376, 4.1.1 and 4.1.7). */
const decoded = (code: number): number =>
  code < 128 ? code : ((code & 15) | 16) << (((code >> 4) & 7) + 3);

function encoded(value: number): number {
  if (value < 128) return value;
  if (value >= decoded(255)) return 255;
  const exponent = 24 - Math.clz32(value);
  return 128 | (exponent << 4) | ((value >> (exponent + 3)) & 15);
}

const seconds = (tenths: number): string => duration(tenths / 10);

const reserved = uint(8, 'Reserved', 'must be zero');
const delay = (alias?: { key: 'reserved'; when(raw: number): boolean }) =>
  uint(8, 'Max response time', 'in tenths of a second', {
    means: seconds,
    ...(alias ? { alias } : {}),
  });

const maddr = (help: string) =>
  ipv4('Group', help, { filter: 'igmp.maddr', means: ipv4Means, init: '0.0.0.0' });
const saddr = list(
  'Sources',
  'addresses of senders',
  ipv4('Source', 'of multicast', { filter: 'igmp.saddr', means: ipv4Means }),
  { count: 'num_src' },
);

/** Keys of version 3 queries alone. */
const LATER = ['s', 'qrv', 'qqic', 'num_src', 'saddr'];

/** Queries tell their version by their length alone (RFC 3376, 7.1). */
function form(v: Loose, ahead?: Reading): string | number {
  if (v.type !== QUERY) return v.type;
  const long = ahead ? ahead.end - ahead.start >= 12 : LATER.some((key) => key in v);
  return long ? 'query_3' : 'query';
}

const code = choice(
  form,
  {
    // 0: a query of version 1, which has no such time.
    query: { max_resp: delay({ key: 'reserved', when: (raw) => raw === 0 }) },
    query_3: { max_resp: coded(delay(), decoded, encoded) },
    [REPORT_1]: { reserved },
    [REPORT_2]: { max_resp: delay() },
    [LEAVE]: { max_resp: delay() },
    [REPORT_3]: { reserved },
  },
  { code: uint(8, 'Code', 'means what the type says') },
);

const message = choice(form, {
  query: { maddr: maddr('that is asked about, or none') },
  query_3: {
    maddr: maddr('that is asked about, or none'),
    resv: uint(4, 'Reserved', 'must be zero'),
    s: flag('Suppress', 'other routers leave their timers as they are'),
    qrv: uint(3, 'Robustness', 'how many losses of a message do no harm'),
    qqic: uint(8, 'Interval code', 'how often the router asks', {
      means: (v) => duration(decoded(v)),
    }),
    num_src: uint(16, 'Sources', 'how many'),
    saddr,
  },
  [REPORT_1]: { maddr: maddr('that a host is in') },
  [REPORT_2]: { maddr: maddr('that a host is in') },
  [LEAVE]: { maddr: maddr('that a host leaves') },
  [REPORT_3]: {
    reserved2: uint(16, 'Reserved', 'must be zero', { filter: 'igmp.reserved' }),
    num_grp_recs: uint(16, 'Records', 'how many'),
    records: list(
      'Records',
      'one for each group',
      {
        record_type: uint(8, 'Type', 'what is reported', {
          names: groupRecords,
          filter: 'igmp.record_type',
          init: 4,
        }),
        aux_data_len: uint(8, 'Data length', 'in units of 4 bytes', {
          means: (v) => inBytes(4 * v),
          filter: 'igmp.aux_data_len',
        }),
        num_src: uint(16, 'Sources', 'how many', { filter: 'igmp.num_src' }),
        maddr: maddr('that the record is about'),
        saddr,
        aux_data: bytes('Data', 'has no meaning yet', {
          length: { of: 'aux_data_len', times: 4 },
          filter: 'igmp.aux_data',
        }),
      },
      { count: 'num_grp_recs' },
    ),
  },
});

/** Those of version 2 and 3; reports of version 1 had no option. */
const LATER_TYPES = [REPORT_2, LEAVE, REPORT_3];
const isMembership = (type: number): boolean =>
  [QUERY, REPORT_1, REPORT_2, LEAVE, REPORT_3].includes(type);
const isGroup = (address: string): boolean => Number(address.split('.')[0]) >> 4 === 14;

export const igmp = protocol({
  name: 'igmp',
  title: 'Internet Group Management Protocol',
  short: 'IGMP',
  rfc: 'RFC 3376',
  carriedBy: { 'ip.proto': 2 },
  onlyOver: 'ip',
  fields: {
    type: uint(8, 'Type', 'kind of message', { names: igmpTypes, init: REPORT_2 }),
    code,
    checksum: uint(16, 'Checksum', 'RFC 1071 over the message', { show: hex(4) }),
    message,
    data: bytes('Data', 'behind what is known of the message'),
  },
  rules: () => ({
    sealed: { checksum: internet() },
    resembles: (v: Loose) => [
      [
        isMembership(v.type) ? 6 : igmpTypes.nameOf(v.type) ? 2 : -10,
        `type ${igmpTypes.textOf(v.type)}`,
      ],
      [(asksAll(v.type, v.maddr) ? 6 : 0) - (isMembership(v.type) && v.data ? 8 : 0)],
      ...groupsOf(v).map((maddr): Evidence => [isGroup(maddr) ? 6 : -6, `group ${maddr}`]),
    ],
    checks: [
      {
        severity: 'warning',
        when: (v, { outer }) =>
          isMembership(v.type) && outer?.protocol.name === 'ip' && outer.fields.ttl !== 1,
        text: 'time to live is not 1: the message could leave its network',
        rfc: 'RFC 3376, 4',
      },
      {
        severity: 'warning',
        field: 'maddr',
        when: ({ type, maddr }) => maddr !== undefined && !isGroup(maddr) && !asksAll(type, maddr),
        text: ({ maddr }) => `${maddr} is no group`,
        rfc: 'RFC 2236, 2.4',
      },
      {
        severity: 'warning',
        field: 'records',
        when: ({ records = [] }) => records.some((record) => !isGroup(record.maddr)),
        text: 'a record about an address that is no group',
        rfc: 'RFC 3376, 4.2.8',
      },
      {
        severity: 'note',
        field: 'type',
        when: (v) => igmpTypes.nameOf(v.type) === undefined,
        text: (v) => `type ${v.type} is not assigned: receivers ignore it`,
        rfc: 'RFC 3376, 4',
      },
      {
        severity: 'note',
        when: (v, { outer }) =>
          LATER_TYPES.includes(v.type) &&
          outer?.protocol.name === 'ip' &&
          !(outer.fields.opt ?? []).some((option: Loose) => option.name === 'ra'),
        text: 'no router alert option: routers may overlook the message',
        rfc: 'RFC 3376, 4',
      },
      {
        severity: 'warning',
        field: 'maddr',
        when: (v, { outer }) =>
          v.type === QUERY &&
          v.maddr === '0.0.0.0' &&
          outer?.protocol.name === 'ip' &&
          outer.fields.dst !== '224.0.0.1',
        text: 'a general query goes to all hosts, 224.0.0.1: others ignore it',
        rfc: 'RFC 3376, 4.1.12',
      },
    ],
    summary: ({ type, maddr }) => {
      const about = maddr === undefined || maddr === '0.0.0.0' ? '' : ` ${maddr}`;
      return (igmpTypes.textOf(type) ?? `type ${type}`) + about;
    },
  }),
});

/** The first of those that a message is about. */
function groupsOf({ type, maddr, records = [] }: Loose): string[] {
  if (maddr !== undefined) return asksAll(type, maddr) ? [] : [maddr];
  return records.slice(0, 2).flatMap((record: Loose) => record.maddr ?? []);
}

/** A general query is about no group. */
function asksAll(type: number, address: string | undefined): boolean {
  return type === QUERY && address === '0.0.0.0';
}
