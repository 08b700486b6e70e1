import { choice } from '../../codec/choice.js';
import { flag, ipv6, octets, uint } from '../../codec/fixed.js';
import { group } from '../../codec/group.js';
import { list } from '../../codec/list.js';
import { names } from '../../codec/names.js';
import { filters } from '../filters.js';
import { ipv6Means } from '../show.js';
import { lifetime, milliseconds } from '../words.js';

/** RFC 2894, 3.2.1.1. */
const operations = names({ add: 1, change: 2, set_global: 3 });

const address = (label: string, help: string) => ipv6(label, help, { means: ipv6Means });
const ordinal = uint(8, 'Ordinal', 'tells commands of one message apart');
/** Wireshark names the bits of both bytes alike. */
const prefixFlags = filters('icmpv6.rr.pco.up.flagmask', {
  l: flag('On-link', 'of the prefix'),
  a: flag('Autonomous', 'of the prefix'),
  reserved: uint(6, 'Reserved', 'zero'),
});

/** RFC 2894, 3.2.1.2. */
const usePrefix = filters('icmpv6.rr.pco.up', {
  uselen: uint(8, 'Use length', 'bits taken of the new prefix'),
  keeplen: uint(8, 'Keep length', 'bits that stay of the old one'),
  flagmask: group('Flag mask', 'which flags are set', prefixFlags),
  raflags: group('Flags', 'what they are set to', prefixFlags),
  validlifetime: uint(32, 'Valid lifetime', 'seconds', { means: lifetime }),
  preferredlifetime: uint(32, 'Preferred lifetime', 'seconds', { means: lifetime }),
  flag: group(
    'Times',
    'what becomes of them',
    filters('icmpv6.rr.pco.up.flag', {
      v: flag('Valid', 'runs down as time goes by'),
      p: flag('Preferred', 'runs down as time goes by'),
      reserved: uint(30, 'Reserved', 'zero'),
    }),
  ),
  useprefix: address('New prefix', 'to be used'),
});

/** RFC 2894, 3.2.1: a match, and what replaces it; the length counts units of 8 bytes. */
const command = {
  ...filters('icmpv6.rr.pco.mp', {
    opcode: uint(8, 'Operation', 'what to do', { names: operations, init: 'add' }),
    oplength: uint(8, 'Length', 'in units of 8 bytes'),
    ordinal,
    matchlen: uint(8, 'Match length', 'bits of a prefix that must be the same'),
    minlen: uint(8, 'Least length', 'of a prefix that matches'),
    maxlen: uint(8, 'Greatest length', 'of a prefix that matches', { init: 128 }),
    reserved: octets(2, 'Reserved', 'zero', { filter: 'icmpv6.reserved' }),
    matchprefix: address('Prefix', 'that is looked for'),
  }),
  up: list('New prefixes', 'in its place', usePrefix, {
    count: { of: 'oplength', times: 1 / 4, plus: 3 / 4 },
  }),
};

/** RFC 2894, 3.2.2. */
const result = filters('icmpv6.rr.rm', {
  flag: group(
    'Flags',
    'what went wrong',
    filters('icmpv6.rr.rm.flag', {
      reserved: uint(14, 'Reserved', 'zero'),
      b: flag('Out of bounds', 'the prefix does not fit'),
      f: flag('Forbidden', 'the router must not do it'),
    }),
  ),
  ordinal,
  matchedlen: uint(8, 'Matched length', 'of the prefix that was found'),
  interfaceindex: uint(32, 'Interface', 'its index'),
  matchedprefix: address('Matched prefix', 'that was found'),
});

/** RFC 2894, 3.1. */
export const renumbering = {
  'rr.sequence_number': uint(32, 'Sequence number', 'of the command'),
  'rr.segment_number': uint(8, 'Segment number', 'within the sequence number'),
  'rr.flag': group('Flags', 'how to do it', {
    t: flag('Test', 'nothing is changed'),
    r: flag('Result', 'is wanted'),
    a: flag('All', 'interfaces, shut down ones too'),
    s: flag('Site-specific', 'interfaces of the same site alone'),
    p: flag('Processed', 'was done before'),
    rsv: uint(3, 'Reserved', 'zero'),
  }),
  'rr.maxdelay': uint(16, 'Maximum delay', 'milliseconds until the result, at most', {
    means: milliseconds,
  }),
  reserved: octets(4, 'Reserved', 'zero'),
  message: choice(
    'code',
    {
      0: { commands: list('Commands', 'one after another', command) },
      1: { results: list('Results', 'one for each match', result) },
    },
    {},
    { exact: true },
  ),
};
