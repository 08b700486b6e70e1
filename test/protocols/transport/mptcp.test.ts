import { describe, expect, it } from 'vitest';
import { build, decode } from '../../../src/index.js';
import { tcp } from '../../../src/protocols/transport/tcp.js';

type Given = NonNullable<Parameters<typeof tcp.with>[0]>;
type Option = NonNullable<Given['options']>[number];
type Message = NonNullable<Extract<Option, { name: 'mptcp' }>['mptcp']>;
const HEADER = 20;
const KIND = 30;

function written(message: Message): string {
  const bytes = build(tcp.with({ options: [{ name: 'mptcp', mptcp: message }] }));
  const length = bytes[HEADER + 1] ?? 0;
  return Buffer.from(bytes.subarray(HEADER + 2, HEADER + length)).toString('hex');
}

function read(hex: string) {
  const option = { kind: KIND, data: hex };
  const [layer] = decode(build(tcp.with({ options: [option] })), { from: 'tcp' }).layers;
  return layer?.fields.options[0];
}

const key = '0102030405060708';
const keyValue = '72623859790382856';
const capable0 = { checksumreq: true, extensibility: false, reserved: 0, sha1: true };
const capable1 = {
  checksumreq: false,
  extensibility: false,
  nomoresubflows: true,
  reserved: 0,
  sha256: true,
};
const dss = {
  datafin: false,
  dseqn8: false,
  dseqnpresent: false,
  dataack8: false,
  dataackpresent: false,
};
const bare = { reserved: 0 };

const forms: readonly [string, object, string][] = [
  [
    'MP_CAPABLE, version 0',
    { subtype: 0, version: 0, flags: capable0, sendkey: keyValue },
    `0081${key}`,
  ],
  ['MP_CAPABLE, SYN', { subtype: 0, version: 1, flags: capable1 }, '0121'],
  [
    'MP_CAPABLE, SYN/ACK',
    { subtype: 0, version: 1, flags: capable1, sendkey: keyValue },
    `0121${key}`,
  ],
  [
    'MP_CAPABLE with data',
    {
      subtype: 0,
      version: 1,
      flags: capable1,
      sendkey: keyValue,
      recvkey: '18446744073709551615',
      datalvllen: 16,
      checksum: 0xabcd,
    },
    `0121${key}${'f'.repeat(16)}0010abcd`,
  ],
  [
    'MP_JOIN, SYN',
    { subtype: 1, ...bare, backup: true, addrid: 2, recvtok: 3, sendrand: 4 },
    '11020000000300000004',
  ],
  [
    'MP_JOIN, SYN/ACK',
    { subtype: 1, ...bare, backup: false, addrid: 2, sendtrunchmac: keyValue, sendrand: 4 },
    `1002${key}00000004`,
  ],
  ['MP_JOIN, ACK', { subtype: 1, ...bare, sendhmac: 'ab'.repeat(20) }, `1000${'ab'.repeat(20)}`],
  ['DSS without anything', { subtype: 2, ...bare, flags: dss }, '2000'],
  [
    'DSS, short acknowledgment',
    { subtype: 2, ...bare, flags: { ...dss, dataackpresent: true }, rawdataack: 5 },
    '200100000005',
  ],
  [
    'DSS, long acknowledgment',
    {
      subtype: 2,
      ...bare,
      flags: { ...dss, dataackpresent: true, dataack8: true },
      rawdataack: keyValue,
    },
    `2003${key}`,
  ],
  [
    'DSS, short mapping',
    {
      subtype: 2,
      ...bare,
      flags: { ...dss, dseqnpresent: true },
      rawdataseqno: 1,
      subflowseqno: 2,
      datalvllen: 3,
    },
    '200400000001000000020003',
  ],
  [
    'DSS, long mapping with checksum and the end of data',
    {
      subtype: 2,
      ...bare,
      flags: { ...dss, dseqnpresent: true, dseqn8: true, datafin: true },
      rawdataseqno: keyValue,
      subflowseqno: 2,
      datalvllen: 3,
      checksum: 4,
    },
    `201c${key}0000000200030004`,
  ],
  ['ADD_ADDR, version 0', { subtype: 3, ipver: 4, addrid: 1, ipv4: '192.0.2.1' }, '3401c0000201'],
  [
    'ADD_ADDR, version 0 of IPv6 with port',
    { subtype: 3, ipver: 6, addrid: 1, ipv6: '2001:db8::1', port: 443 },
    '360120010db800000000000000000000000101bb',
  ],
  [
    'ADD_ADDR',
    {
      subtype: 3,
      ...bare,
      echo: false,
      addrid: 1,
      ipv4: '192.0.2.1',
      addaddrtrunchmac: keyValue,
    },
    `3001c0000201${key}`,
  ],
  [
    'ADD_ADDR with port, echoed',
    { subtype: 3, ...bare, echo: true, addrid: 1, ipv4: '192.0.2.1', port: 443 },
    '3101c000020101bb',
  ],
  ['ADD_ADDR without an address', { subtype: 3, ...bare, echo: true, addrid: 1 }, '3101'],
  ['REMOVE_ADDR', { subtype: 4, ...bare, removed: [1, 2] }, '400102'],
  ['MP_PRIO', { subtype: 5, ...bare, backup: true }, '51'],
  ['MP_PRIO of an address', { subtype: 5, ...bare, backup: true, addrid: 7 }, '5107'],
  ['MP_FAIL', { subtype: 6, ...bare, rawdataseqno: keyValue }, `6000${key}`],
  ['MP_FASTCLOSE', { subtype: 7, ...bare, recvkey: keyValue }, `7000${key}`],
  [
    'MP_TCPRST',
    { subtype: 8, flags: { u: false, v: false, w: false, t: true }, rst_reason: 2 },
    '8102',
  ],
  ['an unknown subtype', { subtype: 15, reserved: 3, data: 'abcd' }, 'f3abcd'],
];

describe('MPTCP', () => {
  it.each(forms)('%s is written', (_, message, hex) => {
    expect(written(message as Message)).toBe(hex);
  });

  it.each(forms)('%s is read', (_, message, hex) => {
    expect(read(hex)).toEqual({ kind: KIND, name: 'mptcp', mptcp: message });
  });

  it('takes subtypes by name, and flags as a list', () => {
    const message = {
      subtype: 'dss',
      flags: ['dataackpresent'],
      rawdataack: 5,
    } as const;
    expect(written(message)).toBe('200100000005');
  });

  it.each([
    ['nothing at all', ''],
    ['half a key', '012101020304'],
    ['a mapping that ends too soon', '2004000000010000'],
    ['bytes behind a subflow reset', '810200'],
    ['an address of 5 bytes', '3401c000020107'],
    ['a join of 7 bytes', '1102000000030000'],
  ])('%s is kept as data', (_, hex) => {
    expect(read(hex)).toEqual({ kind: KIND, name: 'mptcp', data: hex });
  });
});
