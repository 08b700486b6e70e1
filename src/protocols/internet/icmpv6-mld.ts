import type { Loose } from '../../codec/field.js';
import { coded, flag, ipv6, octets, uint } from '../../codec/fixed.js';
import { group } from '../../codec/group.js';
import { list } from '../../codec/list.js';
import { bytes } from '../../codec/parts.js';
import type { Reading } from '../../codec/reading.js';
import { groupRecords } from '../../registries/group-records.js';
import { ipv6Means } from '../show.js';
import { duration, milliseconds } from '../words.js';

/** Large numbers have three bits of exponent (RFC 3810, 5.1.3 and 5.1.9). */
function floating(mantissa: number) {
  const leading = 1 << mantissa;
  const decode = (code: number): number => {
    if (code < 8 * leading) return code;
    return ((code & (leading - 1)) | leading) << (((code >> mantissa) & 7) + 3);
  };
  const last = 16 * leading - 1;
  const encode = (value: number): number => {
    if (value < 8 * leading) return value;
    if (value >= decode(last)) return last;
    const exponent = 28 - Math.clz32(value) - mantissa;
    return (8 * leading) | (exponent << mantissa) | ((value >> (exponent + 3)) & (leading - 1));
  };
  return [decode, encode] as const;
}

const reserved = octets(2, 'Reserved', 'zero');
const group6 = (help: string) => ipv6('Group', help, { means: ipv6Means });
const source = ipv6('Source', 'of multicast', { means: ipv6Means });

/** RFC 2710, 3. */
export const version1 = {
  'mld.maximum_response_delay': uint(16, 'Maximum response delay', 'in milliseconds', {
    means: milliseconds,
  }),
  reserved,
  'mld.multicast_address': group6('that it is about; none: all'),
};

/** RFC 3810, 5.1. */
export const query = {
  'mld.maximum_response_code': {
    ...coded(
      uint(16, 'Maximum response time', 'in milliseconds', { means: milliseconds }),
      ...floating(12),
    ),
    init: 10_000,
  },
  reserved,
  'mld.multicast_address': group6('that is asked about; none: all'),
  'mld.flag': group('Flags', 'for other routers', {
    reserved: uint(4, 'Reserved', 'zero'),
    s: flag('Suppress', 'other routers leave their timers as they are'),
    qrv: uint(3, 'Robustness', 'how many losses of a message do no harm', { init: 2 }),
  }),
  'mld.qqi': {
    ...coded(
      uint(8, 'Query interval', 'of the router, in seconds', { means: duration }),
      ...floating(4),
    ),
    init: 125,
  },
  'mld.nb_sources': uint(16, 'Sources', 'how many'),
  'mld.source_address': list('Sources', 'that are asked about', source, {
    count: 'mld.nb_sources',
  }),
};

/** RFC 3810, 5.2. */
export const report = {
  reserved,
  'mldr.nb_mcast_records': uint(16, 'Records', 'how many'),
  'mldr.mar': list(
    'Records',
    'one for each group',
    {
      record_type: uint(8, 'Type', 'what is reported', { names: groupRecords, init: 4 }),
      aux_data_len: uint(8, 'Data length', 'in units of 4 bytes'),
      nb_sources: uint(16, 'Sources', 'how many'),
      multicast_address: group6('that the record is about'),
      source_address: list('Sources', 'of the record', source, { count: 'nb_sources' }),
      auxiliary_data: bytes('Data', 'has no meaning yet', {
        length: { of: 'aux_data_len', times: 4 },
      }),
    },
    { count: 'mldr.nb_mcast_records' },
  ),
  data: bytes('Data', 'behind the records'),
};

/** A query tells its version by its length alone (RFC 3810, 8.1). */
export function isVersion1(v: Loose, ahead?: Reading): boolean {
  if (ahead) return ahead.left < 24;
  return v.mld?.maximum_response_delay !== undefined;
}
