import { describe, expect, it } from 'vitest';
import { build, decode, encode, type LayerGiven } from '../../../src/index.js';
import { chap } from '../../../src/protocols/link/chap.js';
import { ipcp } from '../../../src/protocols/link/ipcp.js';
import { ipv6cp } from '../../../src/protocols/link/ipv6cp.js';
import { lcp } from '../../../src/protocols/link/lcp.js';
import { pap } from '../../../src/protocols/link/pap.js';
import { ppp } from '../../../src/protocols/link/ppp.js';
import { hex, names, read, texts } from './packets.js';

const PPP = 9;
const packet = (protocol: string, text: string) => read(`${protocol} ${text}`, PPP);
/** Read, and back through JSON text. */
const fields = (protocol: string, text: string) => {
  const found = packet(protocol, text);
  expect(encode(JSON.parse(JSON.stringify(found)))).toEqual(found.bytes);
  return found.layers[1]?.fields;
};
const header = (code: number, size: number) =>
  `${code.toString(16).padStart(2, '0')}01${(size + 4).toString(16).padStart(4, '0')}`;

describe('options', () => {
  it.each([
    ['maximum receive unit', 'c021', '010405dc', { mru: 1500 }],
    ['control characters', 'c021', '0206000a0000', { asyncmap: 0xa0000 }],
    ['PAP', 'c021', '0304c023', { auth_protocol: 0xc023 }],
    ['CHAP', 'c021', '0305c22305', { auth_protocol: 0xc223, algorithm: 5 }],
    ['another authentication', 'c021', '0305c22701', { auth_protocol: 0xc227, data: '01' }],
    ['quality', 'c021', '0408c02500000064', { quality_protocol: 0xc025, reporting_period: 100 }],
    ['magic number', 'c021', '050612345678', { magic_number: 0x12345678 }],
    ['protocol field compression', 'c021', '0702', { name: 'pfc' }],
    [
      'FCS',
      'c021',
      '090304',
      { fcs_alternatives: { reserved: 0, ccitt32: true, ccitt16: false, null: false } },
    ],
    ['callback', 'c021', '0d050661 62', { operation: 6, message: '6162' }],
    ['endpoint: none', 'c021', '130300', { ep_disc_class: 0 }],
    ['endpoint: local', 'c021', '1304010a', { ep_disc_class: 1, data: '0a' }],
    ['endpoint: IPv4', 'c021', '130702c0000201', { ep_disc_class: 2, ip_address: '192.0.2.1' }],
    [
      'endpoint: MAC',
      'c021',
      '130903020000000001',
      { ep_disc_class: 3, '802_1_address': '02:00:00:00:00:01' },
    ],
    ['endpoint: IPv4 of three bytes', 'c021', '130602c00002', { data: '02c00002' }],
    ['language', 'c021', '1c080000006a656e', { MIBenum: 106, language_tag: 'en' }],
    ['unknown', 'c021', '7f03aa', { data: 'aa' }],
    ['too short', 'c021', '010305', { name: 'mru', data: '05' }],
    ['too long', 'c021', '0110aa', { name: 'mru', raw: '0110aa' }],
    ['IPv4 address', '8021', '0306c0000201', { ip_address: '192.0.2.1' }],
    ['DNS', '8021', '8106c0000235', { pri_dns_address: '192.0.2.53' }],
    [
      'VJ',
      '8021',
      '0206002d0f01',
      { compress_proto: 0x2d, max_slot_id: 15, reserved: 0, comp_slot_id: true },
    ],
    ['interface', '8057', '010a0200000000000001', { interface_identifier: '0200000000000001' }],
    ['compression for IPv6', '8057', '0204004f', { compress_proto: 0x4f }],
  ])('%s', (_, protocol, text, wanted) => {
    const option = text.replaceAll(' ', '');
    for (const code of [1, 2, 3, 4]) {
      const found = fields(protocol, header(code, option.length / 2) + option);
      expect(found).toMatchObject({ code, identifier: 1, opt: [wanted] });
    }
  });
});

describe('messages', () => {
  it.each([
    ['terminate', 'c021', '05', '6279', { data: '6279' }],
    ['echo', 'c021', '09', '1234567861', { magic_number: 0x12345678, data: '61' }],
    ['echo without a magic number', 'c021', '09', '1234', { data: '1234' }],
    ['identification', 'c021', '0c', '000000006869', { magic_number: 0, message: 'hi' }],
    ['time remaining', 'c021', '0d', '0000000000000e10', { secs_remaining: 3600, message: '' }],
    ['unknown', 'c021', '63', '00', { data: '00' }],
    ['code reject', '8021', '07', '0e010004', { data: '0e010004' }],
    ['PAP request', 'c023', '01', '04757365720474657374', { peer_id: 'user', password: 'test' }],
    ['PAP answer', 'c023', '03', '026e6f', { message_length: 2, message: 'no' }],
    ['PAP, lengths that lie', 'c023', '01', '0575736572', { data: '0575736572' }],
    ['CHAP challenge', 'c223', '01', '02abcd6163', { value_size: 2, value: 'abcd', name: 'ac' }],
    ['CHAP success', 'c223', '03', '6f6b', { message: 'ok' }],
    ['CHAP, a size that lies', 'c223', '02', '05abcd', { data: '05abcd' }],
  ])('%s', (_, protocol, code, body, wanted) => {
    const number = Number.parseInt(code, 16);
    const text = header(number, body.length / 2) + body;
    expect(fields(protocol, text)).toMatchObject({ code: number, ...wanted });
  });

  it('a rejected protocol is read as far as it is there', () => {
    const found = packet('c021', `${header(8, 10)} 8057 0101 000e 010a0200`);
    expect(names(found)).toEqual(['ppp', 'lcp', 'ipv6cp']);
    expect(found.layers[1]?.fields).toMatchObject({ rej_proto: 0x8057 });
    expect(found.notes.every((note) => note.severity !== 'error')).toBe(true);
    expect(encode(found)).toEqual(found.bytes);
  });

  it('what stands behind its length is padding', () => {
    expect(names(packet('c021', `${header(6, 0)} 0000`))).toEqual(['ppp', 'lcp', 'data']);
    expect(names(packet('c223', `${header(4, 0)} 0000`))).toEqual(['ppp', 'chap', 'data']);
  });

  it('a password that can be read is a note', () => {
    const text = `${header(1, 10)} 0475736572 0474657374`;
    expect(texts(packet('c023', text))).toEqual([expect.stringMatching(/anybody/)]);
  });
});

describe('built', () => {
  it.each<[string, LayerGiven, string]>([
    ['LCP', lcp.with({ opt: [{ name: 'mru', mru: 1500 }] }), 'c021 01000008 010405dc'],
    ['LCP by name', lcp.with({ code: 'echo_req', magic_number: 1 }), 'c021 09000008 00000001'],
    [
      'CHAP in LCP',
      lcp.with({ opt: [{ name: 'auth', auth_protocol: 'chap', algorithm: 'md5' }] }),
      'c021 01000009 0305c22305',
    ],
    [
      'IPCP',
      ipcp.with({ opt: [{ name: 'addr', ip_address: '192.0.2.1' }] }),
      '8021 0100000a 0306c0000201',
    ],
    ['IPv6CP', ipv6cp.with({ code: 'term_req' }), '8057 05000004'],
    ['PAP', pap.with({ peer_id: 'user', password: 'test' }), 'c023 0100000e 0475736572 0474657374'],
    ['CHAP', chap.with({ value: 'abcd', name: 'ac' }), 'c223 01000009 02abcd6163'],
  ])('%s', (_, layer, wanted) => {
    const made = build(ppp.with(), layer);
    expect(hex(made)).toBe(wanted.replaceAll(' ', ''));
    expect(decode(made, { linktype: PPP }).layers[1]?.protocol).toBe(layer.protocol);
  });

  it('a rejection carries what it rejects, and counts it', () => {
    const reject = lcp.with({ code: 'prot_rej', rej_proto: 'ipv6cp' });
    const made = build(ppp.with(), reject, ipv6cp.with({ code: 'term_req' }));
    expect(hex(made)).toBe('c0210800000a805705000004');
  });
});
