import { protocol } from '../../codec/protocol.js';
import { header, versionChecks } from './pppoe.js';

export const pppoes = protocol({
  name: 'pppoes',
  title: 'PPPoE Session',
  rfc: 'RFC 2516',
  carriedBy: { ethertype: 0x8864, linktype: 51 },
  fields: header,
  rules: (f) => ({
    totalLength: (b, o) => 6 + f.payload_length(b, o),
    // Nothing else can follow, whatever the code.
    selects: { 'pppoe.code': () => 0 },
    derived: { payload_length: 'payload' },
    checks: [
      ...versionChecks,
      {
        severity: 'warning',
        field: 'code',
        when: (v) => v.code !== 0,
        text: 'the code of a session is 0',
        rfc: 'RFC 2516, 6',
      },
    ],
    summary: (v) => `session ${v.session_id}`,
  }),
});
