import { bytes } from '../codec/parts.js';
import { protocol } from '../codec/protocol.js';

/** Bytes that no protocol claims. */
export const data = protocol({
  name: 'data',
  title: 'Data',
  fields: { data: bytes('Data', 'not decoded any further') },
  rules: () => ({
    headerLength: (_, start, limit) => limit - start,
    summary: (v) => `${(v.data?.length ?? 0) / 2} bytes`,
  }),
});
