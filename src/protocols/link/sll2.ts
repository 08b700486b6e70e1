import { uint } from '../../codec/fixed.js';
import { protocol } from '../../codec/protocol.js';
import {
  allTrailer,
  etype,
  halen,
  hatype,
  payloadBy,
  pkttype,
  resembles,
  source,
  summary,
  toProtocol,
  trailer,
  trailerChecks,
} from './sll-fields.js';

export const sll2 = protocol({
  name: 'sll',
  title: 'Linux cooked capture v2',
  short: 'SLL2',
  carriedBy: { linktype: 276 },
  fields: {
    etype,
    reserved: uint(16, 'Reserved', 'zero'),
    ifindex: uint(32, 'Interface', 'its number on the capturing host'),
    hatype,
    pkttype: pkttype(8),
    halen: halen(8),
    source,
  },
  tail: trailer,
  rules: (f) => ({
    headerLength: () => 20,
    selects: payloadBy(f.etype, f.hatype),
    derived: { etype: toProtocol },
    resembles: (v) => [
      ...resembles(v),
      [v.reserved === 0 ? 6 : -16],
      [v.ifindex > 0 && v.ifindex < 1e4 ? 6 : -4],
    ],
    checks: [
      ...trailerChecks,
      {
        severity: 'note',
        field: 'reserved',
        when: (v) => v.reserved !== 0,
        text: 'reserved bits are set',
      },
    ],
    tail: allTrailer,
    summary,
  }),
});
