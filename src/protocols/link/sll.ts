import { reader } from '../../codec/bits.js';
import { protocol } from '../../codec/protocol.js';
import {
  allTrailer,
  etype,
  halen,
  hatype,
  payloadBy,
  pkttype,
  source,
  summary,
  toProtocol,
  trailer,
} from './sll-fields.js';

export const sll = protocol({
  name: 'sll',
  title: 'Linux cooked capture',
  carriedBy: { linktype: 113 },
  fields: { pkttype: pkttype(16), hatype, halen: halen(16), source, etype },
  tail: trailer,
  rules: (f) => ({
    headerLength: () => 16,
    selects: payloadBy(reader(14 * 8, 16), f.hatype),
    derived: { etype: toProtocol },
    tail: allTrailer,
    summary,
  }),
});
