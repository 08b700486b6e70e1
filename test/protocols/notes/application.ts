import { about, type Case, data, ip, type Stack, udp } from './case.js';

const over =
  (name: string, port: number) =>
  (fields: object, ...inner: Stack): Stack =>
    ip({}, udp({ dstport: port }), [name, fields], ...inner);
const dns = over('dns', 53);
const llmnr = over('llmnr', 5355);
const mdns = over('mdns', 5353);

const asks = (more: object = {}) => ({ name: 'host.example', type: 1, ...more });
const record = (more: object = {}) => ({ name: 'host.example', type: 1, a: '192.0.2.1', ...more });
const opt = (more: object = {}) => ({ name: '.', type: 41, ...more });
const query = (more: object, ...inner: Stack): Stack =>
  dns({ queries: [asks()], ...more }, ...inner);
const answer = (more: object): Stack => query({ flags: ['response'], ...more });
/** One question and one option, whose prefix may be longer than what holds it. */
const subnetHex = (bits: string): string =>
  `dns 0001 0100 0001 0000 0000 0001 00 0001 0001 00 0029 04d0 00000000 000c 0008 0008 0001 ${bits} 00 c0000201`;

export const application: readonly Case[] = [
  ...about(
    'dns',
    ['N: inverse queries are obsolete', query({ flags: { opcode: 1 } }), query({})],
    [
      'W: a time to live with the top bit set counts as 0',
      answer({ answers: [record({ ttl: 2 ** 31 })] }),
      answer({ answers: [record({ ttl: 2 ** 31 - 1 })] }),
    ],
    [
      'E: more than one OPT record',
      query({ additionals: [opt(), opt()] }),
      query({ additionals: [opt()] }),
    ],
    [
      'E: the name of an OPT record is to be the root',
      query({ additionals: [opt({ name: 'a.example' })] }),
      query({ additionals: [opt()] }),
    ],
    [
      'N: only version 0 of EDNS is known',
      query({ additionals: [opt({ edns0_version: 1 })] }),
      query({ additionals: [opt({ edns0_version: 0 })] }),
    ],
    [
      'E: an OPT record outside of the additional section',
      answer({ answers: [opt()] }),
      answer({ additionals: [opt()] }),
    ],
    [
      'E: the prefix of the client subnet is longer than an address',
      subnetHex('21'),
      subnetHex('20'),
    ],
    [
      'N: opcode 7 is not assigned',
      query({ flags: { opcode: 7 } }),
      query({ flags: { opcode: 5 } }),
    ],
    [
      'N: a type of record that is not assigned',
      dns({ queries: [asks({ type: 0 })] }),
      dns({ queries: [asks({ type: 28 })] }),
    ],
    [
      'N: a class that is not assigned',
      dns({ queries: [asks({ class: 2000 })] }),
      dns({ queries: [asks({ class: 3 })] }),
    ],
    ['N: the reserved bit is set', query({ flags: ['z'] }), query({ flags: ['authenticated'] })],
    ['N: 2 bytes behind the message', query({}, data('0102')), query({})],
    [
      'W: more than one question: servers answer with a format error',
      dns({ queries: [asks(), asks()] }),
      query({}),
    ],
    [
      'W: a query with a response code',
      query({ flags: { rcode: 3 } }),
      answer({ flags: { response: true, rcode: 3 } }),
    ],
    [
      'W: a query that carries answers',
      query({ answers: [record()] }),
      answer({ answers: [record()] }),
    ],
    [
      'N: a query with a flag of responses',
      query({ flags: ['authoritative'] }),
      answer({ flags: ['response', 'authoritative'] }),
    ],
    [
      'N: asks for records of any type: servers may refuse, for answers are long',
      dns({ queries: [asks({ type: 255 })] }),
      dns({ queries: [asks({ type: 16 })] }),
    ],
  ),
  ...about('llmnr', [
    'W: exactly one question is allowed',
    llmnr({ queries: [] }),
    llmnr({ queries: [asks()] }),
  ]),
  ...about('mdns', [
    'N: opcode and response code are zero in mDNS: others are ignored',
    mdns({ queries: [asks()], flags: { rcode: 3 } }),
    mdns({ queries: [asks(), asks()] }),
  ]),
];
