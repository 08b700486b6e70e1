import { choice } from '../../codec/choice.js';
import { uint } from '../../codec/fixed.js';
import { names } from '../../codec/names.js';
import { bytes, text } from '../../codec/parts.js';
import { protocol } from '../../codec/protocol.js';
import { controlLength, wholeLength } from './ppp-control.js';

const codes = names({
  request: [1, 'Authenticate-Request'],
  ack: [2, 'Authenticate-Ack'],
  nak: [3, 'Authenticate-Nak'],
});

const answer = {
  message_length: uint(8, 'Message length', 'in bytes', { filter: 'pap.message.length' }),
  message: text('Message', 'for people', { length: 'message_length' }),
};

/** A name and a password, in the clear. */
export const pap = protocol({
  name: 'pap',
  title: 'Password Authentication Protocol',
  short: 'PAP',
  rfc: 'RFC 1334',
  carriedBy: { 'ppp.protocol': 0xc023 },
  fields: {
    code: uint(8, 'Code', 'asks, grants or refuses', { names: codes, init: 'request' }),
    identifier: uint(8, 'Identifier', 'of a request, repeated in its answer'),
    length: uint(16, 'Length', 'of all of it, in bytes', { means: controlLength }),
    body: choice(
      'code',
      {
        1: {
          peer_id_length: uint(8, 'Name length', 'in bytes', { filter: 'pap.peer_id.length' }),
          peer_id: text('Name', 'of who asks to be let in', { length: 'peer_id_length' }),
          password_length: uint(8, 'Password length', 'in bytes', {
            filter: 'pap.password.length',
          }),
          password: text('Password', 'as it is', { length: 'password_length' }),
        },
        2: answer,
        3: answer,
      },
      { stuff: bytes('Data', 'not decoded any further') },
      { exact: true },
    ),
  },
  rules: (f) => ({
    ...wholeLength(f.length),
    derived: { length: 'header' },
    checks: [
      {
        severity: 'note',
        field: 'password',
        when: (v) => v.code === 1 && Boolean(v.password),
        text: 'the password can be read by anybody on the way',
        rfc: 'RFC 1334, 2',
      },
    ],
    summary: (v) => {
      const who = v.code === 1 && v.peer_id ? ` of ${v.peer_id}` : '';
      return `${codes.textOf(v.code) ?? `code ${v.code}`}${who}`;
    },
  }),
});
