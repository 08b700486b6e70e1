import type { Loose } from '../../codec/field.js';
import { protocol } from '../../codec/protocol.js';
import { codes, header, resembles, versionChecks } from './pppoe.js';
import { tags } from './pppoe-tags.js';

const PADO = 0x07;
const PADI = 0x09;
const PADR = 0x19;
const PADS = 0x65;
const PADT = 0xa7;

/** How many tags there are of that name. */
const count = (v: Loose, name: string): number =>
  (v.tags ?? []).filter((tag: Loose) => tag.name === name).length;

export const pppoed = protocol({
  name: 'pppoed',
  title: 'PPPoE Discovery',
  rfc: 'RFC 2516',
  carriedBy: { ethertype: 0x8863 },
  namesUnder: ['pppoe'],
  fields: { ...header, tags },
  rules: (f) => ({
    headerLength: (b, o) => 6 + f.payload_length(b, o),
    totalLength: (b, o) => 6 + f.payload_length(b, o),
    derived: { code: () => PADI, payload_length: (d) => d.header - 6 },
    resembles: (v) => [...resembles(v), [codes.nameOf(v.code) ? 4 : -8, codes.textOf(v.code)]],
    checks: [
      ...versionChecks,
      {
        severity: 'note',
        field: 'code',
        when: (v) => v.code === 0 || codes.nameOf(v.code) === undefined,
        text: (v) => `code ${v.code} is of no packet of the discovery`,
        rfc: 'RFC 2516, 5',
      },
      {
        severity: 'warning',
        field: 'session_id',
        when: (v) => [PADI, PADO, PADR].includes(v.code) && v.session_id !== 0,
        text: 'there is no session yet: its number is 0',
        rfc: 'RFC 2516, 5',
      },
      {
        severity: 'warning',
        field: 'session_id',
        when: (v) => v.code === PADT && v.session_id === 0,
        text: 'the session that ends has a number',
        rfc: 'RFC 2516, 5.5',
      },
      {
        severity: 'warning',
        field: 'tags',
        when: (v) => [PADI, PADR].includes(v.code) && count(v, 'service_name') !== 1,
        text: 'a host asks for exactly one service',
        rfc: 'RFC 2516, 5.1 and 5.3',
      },
      {
        severity: 'warning',
        field: 'tags',
        when: (v) =>
          v.code === PADO && (count(v, 'ac_name') === 0 || count(v, 'service_name') === 0),
        text: 'an offer names the concentrator and a service',
        rfc: 'RFC 2516, 5.2',
      },
      {
        severity: 'note',
        field: 'tags',
        when: (v) => v.code === PADS && v.session_id === 0,
        text: 'refused: no session was given',
        rfc: 'RFC 2516, 5.4',
      },
    ],
    summary: (v) => codes.textOf(v.code) ?? `code ${v.code}`,
  }),
});
