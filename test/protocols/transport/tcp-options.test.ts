import { describe, expect, it } from 'vitest';
import { build, decode } from '../../../src/index.js';
import { tcp } from '../../../src/protocols/transport/tcp.js';
import { ianaTcpOptionKinds } from '../../../src/registries/tcp-options.js';

type Given = NonNullable<Parameters<typeof tcp.with>[0]>;
type Option = NonNullable<Given['options']>[number];
const HEADER = 20;

const written = (option: Option) =>
  Buffer.from(build(tcp.with({ options: [option] })).subarray(HEADER)).toString('hex');

/** With NOPs before it, so that the header has whole words. */
function decoded(hex: string) {
  const before = (8 - (hex.length % 8)) % 8;
  const options = [{ raw: '01'.repeat(before / 2) + hex }];
  const [layer] = decode(build(tcp.with({ options })), { from: 'tcp' }).layers;
  return { layer, before: before / 2 };
}

function read(hex: string) {
  const { layer, before } = decoded(hex);
  return layer?.fields.options.slice(before);
}

/** A name, what stands in JSON, and the bytes, without the padding that follows. */
const forms: readonly [Option, string][] = [
  [{ name: 'eol' }, '00'],
  [{ name: 'nop' }, '01'],
  [{ name: 'mss', mss_val: 1460 }, '020405b4'],
  [{ name: 'wscale', wscale: { shift: 7 } }, '030307'],
  [{ name: 'sack_perm' }, '0402'],
  [{ name: 'sack', sack: [{ le: 1, re: 2 }] }, '050a0000000100000002'],
  [{ name: 'echo', echo_value: 0x01020304 }, '060601020304'],
  [{ name: 'echo_reply', echo_value: 0x01020304 }, '070601020304'],
  [{ name: 'timestamp', timestamp: { tsval: 3, tsecr: 4 } }, '080a0000000300000004'],
  [{ name: 'po_perm' }, '0902'],
  [{ name: 'po_profile', po: { start: true, end: false, filler: 0 } }, '0a0380'],
  [{ name: 'cc', cc_value: 5 }, '0b0600000005'],
  [{ name: 'cc_new', cc_value: 5 }, '0c0600000005'],
  [{ name: 'cc_echo', cc_value: 5 }, '0d0600000005'],
  [{ name: 'alt_checksum', alt_checksum: 2 }, '0e0302'],
  [{ name: 'alt_checksum_data', data: 'abcd' }, '0f04abcd'],
  [{ name: 'skeeter', data: 'ab' }, '1003ab'],
  [{ name: 'bubba', data: 'ab' }, '1103ab'],
  [{ name: 'trailer_checksum', data: 'ab' }, '1203ab'],
  [{ name: 'md5', md5: { digest: `${'00'.repeat(15)}ff` } }, `1312${'00'.repeat(15)}ff`],
  [
    {
      name: 'scps',
      scpsflags: {
        bets: true,
        snack1: false,
        snack2: false,
        compress: true,
        nlts: false,
        reserved: 1,
      },
      scps: { binding: 3 },
    },
    '14049103',
  ],
  [{ name: 'snack', snack: { offset: 1, size: 2 } }, '150600010002'],
  [{ name: 'record_bound' }, '1602'],
  [{ name: 'corruption' }, '1702'],
  [
    { name: 'qs', qs: { reserved: 0, rate: 5, ttl_diff: 64, nonce: 1, rest: 2 } },
    '1b08054000000006',
  ],
  [{ name: 'user_to', user_to_granularity: true, user_to_val: 5 }, '1c048005'],
  [{ name: 'ao', ao: { keyid: 1, rnextkeyid: 2, mac: 'aabb' } }, '1d060102aabb'],
  [{ name: 'tfo' }, '2202'],
  [{ name: 'tfo', tfo: { cookie: '01020304' } }, '220601020304'],
  [
    {
      name: 'eno',
      eno: [
        { v: false, glt: 1 },
        { v: false, glt: 0x21 },
      ],
    },
    '45040121',
  ],
  [
    {
      name: 'eno',
      eno: [
        { v: true, glt: 1, tep_v: true, tep: 0x21, tep_data: 'abcd' },
        { v: true, glt: 0x23, tep_data: 'ef' },
      ],
    },
    '450881a1abcda3ef',
  ],
  [{ name: 'acc_ecn0' }, 'ac02'],
  [{ name: 'acc_ecn0', acc_ecn: { ee0b: 1, eceb: 2, ee1b: 3 } }, 'ac0b000001000002000003'],
  [{ name: 'acc_ecn1', acc_ecn: { ee1b: 1, eceb: 2 } }, 'ae08000001000002'],
  [{ name: 'exp1', experimental: { exid: 0x1234, data: 'ff' } }, 'fd051234ff'],
  [{ name: 'exp2', experimental: { exid: 0xf989, cookie: '0102' } }, 'fe06f9890102'],
];

describe('options', () => {
  it.each(forms)('%o is written as %s', (option, hex) => {
    expect(written(option)).toBe(hex.padEnd(Math.ceil(hex.length / 8) * 8, '0'));
  });

  it.each(forms)('%o is read from %s', (option, hex) => {
    expect(read(hex)).toEqual([{ kind: Number.parseInt(hex.slice(0, 2), 16), ...option }]);
  });

  it('have the names that IANA list has', () => {
    const known: object = tcp.declaration.fields.options.known;
    for (const [name, { kind }] of Object.entries(known)) {
      expect(ianaTcpOptionKinds.nameOf(kind)).toBe(name);
    }
  });

  it.each([
    ['a Quick-Start request of another length', '1b0400ff', { name: 'qs', data: '00ff' }],
    ['an MSS of one byte', '020305', { name: 'mss', data: '05' }],
    ['half a SACK block', '050600000001', { name: 'sack', data: '00000001' }],
    ['an empty user timeout', '1c02', { name: 'user_to', data: '' }],
    ['SCPS capabilities of another kind', '1405800112', { name: 'scps', data: '800112' }],
    ['counters of 4 bytes', 'ac0600000100', { name: 'acc_ecn0', data: '00000100' }],
    ['an experiment without an id', 'fd03ab', { name: 'exp1', data: 'ab' }],
    ['encryption data cut short', '450482a1', { name: 'eno', data: '82a1' }],
    ['a kind of the list without a form', '4c04abcd', { name: 'rvbd_probe', data: 'abcd' }],
    ['an unknown kind', 'c804abcd', { data: 'abcd' }],
    ['an unknown kind that is empty', 'c802', {}],
    ['a length of 1', '0801', { name: 'timestamp', raw: '0801' }],
    ['a length beyond the header', '0204', { name: 'mss', raw: '0204' }],
    ['no room for a length', '02', { name: 'mss', raw: '02' }],
  ])('%s is kept', (_, hex, expected) => {
    expect(read(hex)).toEqual([{ kind: Number.parseInt(hex.slice(0, 2), 16), ...expected }]);
  });

  it('behind a malformed one there are none', () => {
    expect(read('01080001')).toMatchObject([{ name: 'nop' }, { raw: '080001' }]);
  });

  it('behind the end there is padding', () => {
    expect(read('0001ff')).toEqual([{ kind: 0, name: 'eol', padding: '01ff' }]);
  });

  it.each([
    ['030307', 'wscale.shift', 'windows times 128'],
    ['03030f', 'wscale.shift', 'windows times 16,384'],
    ['1c048005', 'user_to_granularity', 'minutes'],
    ['fd04f989', 'experimental.exid', 'Fast Open cookie'],
    ['0e0301', 'alt_checksum', "Fletcher's of 8 bits"],
  ])('%s: %s means %s', (hex, name, meaning) => {
    const { layer, before } = decoded(hex);
    const found = layer?.annotations.find((one) => one.name === `options.${before}.${name}`);
    expect(found?.meaning).toBe(meaning);
  });
});
