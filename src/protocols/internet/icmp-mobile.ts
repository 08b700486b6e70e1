import { flag, ipv4, uint } from '../../codec/fixed.js';
import { group } from '../../codec/group.js';
import { list } from '../../codec/list.js';
import { bytes } from '../../codec/parts.js';
import { option, tlv } from '../../codec/tlv.js';
import { filters } from '../filters.js';
import { ipv4Means } from '../show.js';

/** What agents of Mobile IP add to a router advertisement (RFC 5944, 2.1; RFC 4721, 2). */
export const agentExtensions = tlv(
  'Agent extensions',
  'of Mobile IP',
  { key: 'type', type: 8, length: 8, counts: 'value', single: [0] },
  () => ({
    pad: option(0, 'One byte of padding'),
    agent: option(
      16,
      'Mobility agent',
      filters('icmp.mip', {
        seq: uint(16, 'Sequence number', 'of advertisements since the agent started'),
        life: uint(16, 'Registration lifetime', 'seconds, at most; 65535: for ever', {
          means: (v) => (v === 65535 ? 'infinite' : undefined),
        }),
        flags: group(
          'Flags',
          'what the agent is',
          filters('icmp.mip', {
            r: flag('Registration required', 'even of those with an address of their own'),
            b: flag('Busy', 'takes no more registrations'),
            h: flag('Home agent', 'on this link'),
            f: flag('Foreign agent', 'on this link'),
            m: flag('Minimal encapsulation', 'is taken'),
            g: flag('GRE', 'is taken'),
            v: flag('Van Jacobson', 'header compression, once; zero since RFC 3344'),
            rt: flag('Reverse tunneling', 'is possible'),
            u: flag('UDP tunneling', 'is possible (RFC 3519)'),
            x: flag('Revocation', 'of registrations is possible (RFC 3543)'),
            reserved: uint(6, 'Reserved', 'zero'),
          }),
        ),
        coa: list(
          'Care-of addresses',
          'of the foreign agent',
          ipv4('Care-of address', 'to register', { means: ipv4Means, filter: 'icmp.mip.coa' }),
        ),
      }),
    ),
    prefix_lengths: option(19, 'Prefix lengths', {
      prefixlength: list(
        'Prefix lengths',
        'one for each router above',
        uint(8, 'Prefix length', 'in bits', { filter: 'icmp.mip.prefixlength' }),
      ),
    }),
    challenge: option(24, 'Challenge', {
      challenge: bytes('Challenge', 'to be answered in a registration'),
    }),
  }),
);
