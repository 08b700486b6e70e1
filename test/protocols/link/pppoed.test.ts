import { describe, expect, it } from 'vitest';
import { build, decode, encode } from '../../../src/index.js';
import { eth } from '../../../src/protocols/link/eth.js';
import { pppoed } from '../../../src/protocols/link/pppoed.js';
import { ether, fieldsOf, hex, read, texts } from './packets.js';

type Given = NonNullable<Parameters<typeof pppoed.with>[0]>;

const tagged = (tag: string, value: string) =>
  `${tag}${(value.length / 2).toString(16).padStart(4, '0')}${value}`;
const discovery = (tags: string, code = '09', session = '0000') =>
  `${ether('8863')} 11${code}${session}${(tags.length / 2).toString(16).padStart(4, '0')}${tags}`;
const tagsOf = (text: string) => fieldsOf(read(text), 'pppoed').tags;

describe('tags', () => {
  it.each([
    ['service name', '0101', '696e7465726e6574', { service_name: 'internet' }],
    ['no service name', '0101', '', { service_name: '' }],
    ['a name that is no text', '0101', 'ff80', { service_name_hex: 'ff80' }],
    ['concentrator', '0102', '6163', { ac_name: 'ac' }],
    ['host unique', '0103', '00ff', { host_uniq: '00ff' }],
    ['cookie', '0104', '00ff', { ac_cookie: '00ff' }],
    ['a vendor', '0105', '000000010203', { vendor_id: 1, vendor_unspecified: '0203' }],
    ['credits', '0106', '00010002', { credits: { fcn: 1, bcn: 2 } }],
    [
      'metrics',
      '0107',
      'ffff6432000a006400c8',
      {
        metrics: {
          reserved: 2047,
          mdr_units: 3,
          cdr_units: 3,
          r: true,
          rlq: 100,
          resource: 50,
          latency: 10,
          curr_drate: 100,
          max_drate: 200,
        },
      },
    ],
    ['sequence', '0108', '0007', { seq_num: 7 }],
    ['scale', '0109', '0002', { credit_scale: 2 }],
    ['relay', '0110', '0102', { relay_session_id: '0102' }],
    ['URL', '0111', '687474703a', { hurl: 'http:' }],
    ['message', '0112', '6869', { motm: 'hi' }],
    ['payload', '0120', '05dc', { max_payload: 1500 }],
    ['route', '0121', '0102', { ip_route_add: '0102' }],
    ['service error', '0201', '6e6f', { service_name_error: 'no' }],
    ['system error', '0202', '6e6f', { ac_system_error: 'no' }],
    ['any error', '0203', '6e6f', { generic_error: 'no' }],
    ['an unknown one', '0999', '6e6f', { data: '6e6f' }],
    ['credits of another size', '0106', '000100', { data: '000100' }],
    ['a vendor without a number', '0105', '0102', { data: '0102' }],
  ])('%s', (_, tag, value, wanted) => {
    const text = discovery(tagged(tag, value));
    const [found] = tagsOf(text);
    const { tag: number, name: __, ...rest } = found;
    expect(number).toBe(Number.parseInt(tag, 16));
    expect(rest).toEqual(wanted);
    expect(hex(encode(JSON.parse(JSON.stringify(read(text)))))).toBe(text.replaceAll(' ', ''));
  });

  it("what the Broadband Forum's tag holds", () => {
    const known = '01026869 0203726964 810400000064 9003010203';
    const line = `${known} ff0107 8203010203`;
    const [found] = tagsOf(discovery(tagged('0105', `00000de9${line.replaceAll(' ', '')}`)));
    expect(found).toMatchObject({
      vendor_id: 3561,
      vendorspecific: {
        tags: [
          { tag: 1, circuit_id: 'hi' },
          { tag: 2, remote_id: 'rid' },
          { tag: 0x81, act_data_rate_up: 100 },
          { tag: 0x90, data_link: 1, encap_1: 2, encap_2: 3 },
          { tag: 0xff, data: '07' },
          { tag: 0x82, data: '010203' },
        ],
      },
    });
  });

  it('nothing is read behind the end of the list', () => {
    const text = discovery('00000000010100');
    expect(tagsOf(text)).toEqual([{ tag: 0, name: 'end_of_list', padding: '010100' }]);
    expect(hex(encode(read(text)))).toBe(text.replaceAll(' ', ''));
  });

  it('a tag that is longer than the packet stays as it is', () => {
    const text = discovery('0101000001030040aa');
    expect(tagsOf(text)).toMatchObject([{ service_name: '' }, { raw: '01030040aa' }]);
    expect(hex(encode(read(text)))).toBe(text.replaceAll(' ', ''));
  });
});

describe('built', () => {
  it('lengths and types are derived', () => {
    const tags = [{ name: 'service_name' }, { name: 'host_uniq', host_uniq: '0102' }] as const;
    const packet = decode(build(eth.with(), pppoed.with({ code: 'padi', tags })));
    expect(fieldsOf(packet, 'eth').type).toBe(0x8863);
    expect(fieldsOf(packet, 'pppoed')).toMatchObject({ version: 1, type: 1, payload_length: 10 });
    expect(texts(packet)).toEqual([]);
  });

  it('an initiation is what is sent if nothing else was said', () => {
    expect(hex(build(pppoed.with()))).toBe('110900000000');
  });

  it('a line is described by names', () => {
    const given: Given = {
      tags: [
        {
          name: 'vendor_specific',
          vendor_id: 3561,
          vendorspecific: { tags: [{ name: 'circuit_id', circuit_id: 'hi' }] },
        },
      ],
    };
    expect(hex(build(pppoed.with(given))).slice(12)).toBe('0105000800000de901026869');
  });
});

describe('notes', () => {
  const service = tagged('0101', '');
  const name = tagged('0102', '6163');
  it.each([
    ['initiation', service, '09', '0000', []],
    ['initiation in a session', service, '09', '0001', [/there is no session yet/]],
    ['initiation for nothing', '', '09', '0000', [/exactly one service/]],
    ['request for two', service + service, '19', '0000', [/exactly one service/]],
    ['offer', service + name, '07', '0000', []],
    ['offer without a name', service, '07', '0000', [/names the concentrator/]],
    ['offer without a service', name, '07', '0000', [/names the concentrator/]],
    ['confirmation', service, '65', '0011', []],
    ['refusal', tagged('0201', '6e6f'), '65', '0000', [/no session was given/]],
    ['termination', '', 'a7', '0011', []],
    ['termination of none', '', 'a7', '0000', [/has a number/]],
  ])('%s', (_, tags, code, session, notes) => {
    const found = texts(read(discovery(tags, code, session)));
    expect(found).toEqual(notes.map((note) => expect.stringMatching(note)));
  });

  it('a length greater than the frame: the tags are read all the same', () => {
    const packet = read(`${ether('8863')} 1109 0000 0040 0101 0000`);
    expect(fieldsOf(packet, 'pppoed').tags).toEqual([
      { tag: 0x101, name: 'service_name', service_name: '' },
    ]);
    expect(texts(packet).join()).toMatch(/10 bytes left in Ethernet/);
    expect(encode(packet)).toEqual(packet.bytes);
  });
});
