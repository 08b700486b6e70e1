import { domainName } from '../../codec/domain.js';
import type { Fields } from '../../codec/field.js';
import { flag, uint } from '../../codec/fixed.js';
import { group } from '../../codec/group.js';
import { list } from '../../codec/list.js';
import { dnsClasses, dnsOpcodes, dnsRcodes, dnsTypes } from '../../registries/dns.js';
import { filters } from '../filters.js';
import { hexAndDecimal } from '../show.js';
import { flagsMean, nameMeans } from './dns-meaning.js';
import { type NameStyle, payloadSize, record } from './dns-records.js';

const response = flag('Response', 'a query, or its answer', {
  means: (v) => (v ? 'response' : 'query'),
});
const opcode = uint(4, 'Opcode', 'kind of query', {
  names: dnsOpcodes,
  means: (v) => (dnsOpcodes.nameOf(v) === undefined ? 'unassigned' : undefined),
});
const truncated = flag('Truncated', 'the rest did not fit');
const rcode = uint(4, 'Response code', 'outcome', { names: dnsRcodes });

/** RFC 1035, 4.1.1; RFC 4035, 3.1.6 and 3.2.2 for the two of DNSSEC. */
export const dnsFlags = filters('dns.flags', {
  response,
  opcode,
  authoritative: flag('Authoritative', 'the server is one of the zone'),
  truncated,
  recdesired: flag('Recursion desired', 'ask other servers too', { init: true }),
  recavail: flag('Recursion available', 'the server asks others'),
  z: flag('Reserved', 'must be zero'),
  authenticated: flag('Authentic data', 'DNSSEC checked it'),
  checkdisable: flag('Checking disabled', 'DNSSEC need not check it'),
  rcode,
});

/** RFC 4795, 2.1.1. */
export const llmnrFlags = filters('dns.flags', {
  response,
  opcode,
  conflict: flag('Conflict', 'others claim the name too'),
  truncated,
  tentative: flag('Tentative', 'the sender is not yet sure of its name'),
  z: uint(4, 'Reserved', 'zero'),
  rcode,
});

const klass = (bits: number, filter: string) =>
  uint(bits, 'Class', 'IN, the Internet, as a rule', { names: dnsClasses, filter, init: 1 });

/** RFC 1035, 3.2.4. */
export const plainClass = {
  asked: { class: klass(16, 'dns.qry.class') },
  told: { class: klass(16, 'dns.resp.class') },
  size: payloadSize(16),
};

const cacheFlush = {
  cache_flush: flag('Cache flush', 'forget what was told before', {
    filter: 'dns.resp.cache_flush',
  }),
};

/** RFC 6762, 5.4 and 10.2: the top bit is not part of the class. */
export const multicastClass = {
  asked: {
    qu: flag('Unicast answer', 'QU: the answer may go to the asker alone', {
      filter: 'dns.qry.qu',
    }),
    class: klass(15, 'dns.qry.class'),
  },
  told: { ...cacheFlush, class: klass(15, 'dns.resp.class') },
  size: { ...cacheFlush, ...payloadSize(15) },
};

interface Kind<G extends Fields, Q extends Fields, R extends Fields, S extends Fields> {
  readonly style: NameStyle;
  readonly flags: G;
  readonly classes: { readonly asked: Q; readonly told: R; readonly size: S };
}

/** A message of DNS or of a relative: RFC 1035, 4.1. */
export function message<
  const G extends Fields,
  const Q extends Fields,
  const R extends Fields,
  const S extends Fields,
>(kind: Kind<G, Q, R, S>) {
  const { told, size } = kind.classes;
  // The same for all sections.
  const entry = record({ style: kind.style, told, size });
  return {
    ...filters('dns', {
      id: uint(16, 'Id', 'ties a response to its query', hexAndDecimal(4)),
      flags: group('Flags', 'kind of message, and its outcome', kind.flags, { means: flagsMean }),
      'count.queries': uint(16, 'Questions', 'how many'),
      'count.answers': uint(16, 'Answers', 'how many'),
      'count.auth_rr': uint(16, 'Authority records', 'how many'),
      'count.add_rr': uint(16, 'Additional records', 'how many'),
    }),
    queries: list(
      'Queries',
      'what is asked',
      {
        name: domainName('Name', 'that is asked about', {
          base: kind.style.base,
          filter: 'dns.qry.name',
          means: nameMeans,
        }),
        type: uint(16, 'Type', 'of record', { names: dnsTypes, filter: 'dns.qry.type', init: 1 }),
        ...kind.classes.asked,
      },
      { count: 'count.queries' },
    ),
    answers: list('Answers', 'records that answer', entry, { count: 'count.answers' }),
    authorities: list('Authorities', 'servers of the zone', entry, { count: 'count.auth_rr' }),
    additionals: list('Additionals', 'records that help', entry, { count: 'count.add_rr' }),
  };
}
