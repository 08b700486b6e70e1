import { protocol } from '../../codec/protocol.js';
import { header, resembles, versionChecks } from './pppoe.js';

export const pppoes = protocol({
  name: 'pppoes',
  title: 'PPPoE Session',
  short: 'PPPoE',
  rfc: 'RFC 2516',
  carriedBy: { ethertype: 0x8864, linktype: 51 },
  namesUnder: ['pppoe'],
  usualBelow: ['pppoe.code'],
  fields: header,
  rules: (f) => ({
    totalLength: { by: f.payload_length, from: 0, behind: true },
    // Nothing else can follow, whatever the code.
    selects: { 'pppoe.code': () => 0 },
    derived: { payload_length: 'payload' },
    resembles: (v) => [...resembles(v), [v.code === 0 ? 6 : -8]],
    checks: [
      ...versionChecks,
      {
        severity: 'warning',
        field: 'code',
        when: (v) => v.code !== 0,
        text: 'the code of a session is 0',
        rfc: 'RFC 2516, 6',
      },
      {
        severity: 'warning',
        field: 'payload_length',
        when: (v) => v.payload_length === 0,
        text: 'a session packet that carries nothing',
        rfc: 'RFC 2516, 6',
      },
      {
        severity: 'warning',
        field: 'session_id',
        when: (v) => v.session_id === 0 || v.session_id === 0xffff,
        text: (v) => `${v.session_id === 0 ? 0 : '0xffff'} is the number of no session`,
        rfc: 'RFC 2516, 4',
      },
    ],
    summary: (v) => `session ${v.session_id}`,
  }),
});
