import { choice } from '../../codec/choice.js';
import { uint } from '../../codec/fixed.js';
import { names } from '../../codec/names.js';
import { bytes, text } from '../../codec/parts.js';
import { protocol } from '../../codec/protocol.js';
import { controlLength, wholeLength } from './ppp-control.js';

const codes = names({
  challenge: [1, 'Challenge'],
  response: [2, 'Response'],
  success: [3, 'Success'],
  failure: [4, 'Failure'],
});

const proof = {
  value_size: uint(8, 'Value size', 'in bytes'),
  value: bytes('Value', 'random in a challenge, a hash in a response', { length: 'value_size' }),
  name: text('Name', 'of who sent it'),
};
const verdict = { message: text('Message', 'for people') };

/** Proves a secret without sending it. */
export const chap = protocol({
  name: 'chap',
  title: 'Challenge Handshake Authentication Protocol',
  short: 'CHAP',
  rfc: 'RFC 1994',
  carriedBy: { 'ppp.protocol': 0xc223 },
  fields: {
    code: uint(8, 'Code', 'challenge, response or verdict', { names: codes, init: 'challenge' }),
    identifier: uint(8, 'Identifier', 'of a challenge, repeated in its response'),
    length: uint(16, 'Length', 'of all of it, in bytes', { means: controlLength }),
    body: choice(
      'code',
      { 1: proof, 2: proof, 3: verdict, 4: verdict },
      { stuff: bytes('Data', 'not decoded any further') },
      { exact: true },
    ),
  },
  rules: (f) => ({
    ...wholeLength(f.length),
    derived: { length: 'header' },
    summary: (v) => {
      const who = v.name ? ` of ${v.name}` : '';
      return `${codes.textOf(v.code) ?? `code ${v.code}`}${who}`;
    },
  }),
});
