import { Literal } from '../codec/out.js';
import { bytes } from '../codec/parts.js';
import { protocol } from '../codec/protocol.js';

const BYTE = new Literal(' byte');
const BYTES = new Literal(' bytes');

/** Bytes that no protocol claims. */
export const data = protocol({
  name: 'data',
  title: 'Data',
  fields: { data: bytes('Data', 'not decoded any further') },
  rules: () => ({
    headerLength: (_, start, limit) => limit - start,
    line(out, _, start, body) {
      out.decimal(body - start);
      out.put(body - start === 1 ? BYTE : BYTES);
    },
  }),
});
