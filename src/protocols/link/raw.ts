import { protocol } from '../../codec/protocol.js';

/** No link layer at all: the version of the datagram says what it is. */
export const raw = protocol({
  name: 'raw',
  title: 'Raw IP',
  carriedBy: { linktype: [101, 12, 14] },
  fields: {},
  rules: () => ({
    selects: { 'ip.version': (b, o) => (b[o] ?? 0) >> 4 },
  }),
});
