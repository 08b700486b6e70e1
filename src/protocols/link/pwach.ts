import { uint } from '../../codec/fixed.js';
import { names } from '../../codec/names.js';
import { protocol } from '../../codec/protocol.js';
import { hex } from '../show.js';

/** IANA's G-ACh types; where there is one, the number of PPP (RFC 4385, 5.2). */
const channels = names({
  mcc: [0x0001, 'Management communication channel'],
  scc: [0x0002, 'Signaling communication channel'],
  bfd: [0x0007, 'BFD control without IP'],
  dlm: [0x000a, 'Direct loss measurement'],
  ilm: [0x000b, 'Inferred loss measurement'],
  dm: [0x000c, 'Delay measurement'],
  dlm_dm: [0x000d, 'Direct loss and delay measurement'],
  ilm_dm: [0x000e, 'Inferred loss and delay measurement'],
  ip: [0x0021, 'IPv4'],
  cc: [0x0022, 'Continuity check'],
  cv: [0x0023, 'Connectivity verification'],
  psc: [0x0024, 'Protection state coordination'],
  on_demand_cv: [0x0025, 'On-demand connectivity verification'],
  li: [0x0026, 'Lock instruct'],
  oam: [0x0027, 'Pseudowire OAM'],
  mac_withdraw: [0x0028, 'MAC withdraw'],
  ipv6: [0x0057, 'IPv6'],
  fault: [0x0058, 'Fault OAM'],
  y1731: [0x8902, 'OAM of ITU-T Y.1731'],
});
const IP = [0x0021, 0x0057];
/** For experiments (RFC 4385, 8). */
const EXPERIMENT = 0x7ff8;

export const pwach = protocol({
  name: 'pwach',
  title: 'Associated Channel Header',
  short: 'PW ACH',
  rfc: 'RFC 5586',
  carriedBy: { 'mpls.pfn': 1 },
  fields: {
    nibble: uint(4, 'Nibble', 'one: neither IPv4 nor IPv6', { init: 1 }),
    ver: uint(4, 'Version', 'always 0'),
    res: uint(8, 'Reserved', 'zero'),
    channel_type: uint(16, 'Channel type', 'what the payload is', {
      names: channels,
      show: hex(4),
    }),
  },
  rules: (f) => ({
    selects: {
      'ppp.protocol': (b, o) => (IP.includes(f.channel_type(b, o)) ? f.channel_type(b, o) : -1),
    },
    derived: { channel_type: (d) => d.next ?? EXPERIMENT },
    checks: [
      {
        severity: 'warning',
        field: 'res',
        when: (v) => v.res !== 0,
        text: 'reserved bits are set',
        rfc: 'RFC 5586, 2.1',
      },
    ],
    summary: (v) => channels.textOf(v.channel_type) ?? `channel type ${hex(4)(v.channel_type)}`,
  }),
});
