import { reader } from '../../codec/bits.js';
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

export const sll = protocol({
  name: 'sll',
  title: 'Linux cooked capture',
  short: 'SLL',
  carriedBy: { linktype: 113 },
  fields: { pkttype: pkttype(16), hatype, halen: halen(16), source, etype },
  tail: trailer,
  rules: (f) => ({
    headerLength: () => 16,
    selects: payloadBy(reader(14 * 8, 16), f.hatype),
    derived: { etype: toProtocol },
    resembles,
    checks: trailerChecks,
    tail: allTrailer,
    summary,
  }),
});
