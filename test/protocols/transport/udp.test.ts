import { describe, expect, it } from 'vitest';
import { build, decode, type LayerGiven } from '../../../src/index.js';
import { dns } from '../../../src/protocols/application/dns.js';
import { data } from '../../../src/protocols/data.js';
import { ip } from '../../../src/protocols/internet/ip.js';
import { ipv6 } from '../../../src/protocols/internet/ipv6.js';
import { udp } from '../../../src/protocols/transport/udp.js';

type Given = NonNullable<Parameters<typeof udp.with>[0]>;
const v4 = ip.with({ src: '192.0.2.1', dst: '198.51.100.2' });
const v6 = ipv6.with({ src: '2001:db8::1', dst: '2001:db8::2' });
const ports = { srcport: 40000, dstport: 50000 };
const abc = data.with({ data: '616263' });
const packet = (given: Given, outer: LayerGiven = v4, inner: LayerGiven = abc) =>
  decode(build(outer, udp.with({ ...ports, ...given }), inner), {
    linktype: outer === v6 ? 229 : 228,
  });
const datagram = (...args: Parameters<typeof packet>) => packet(...args).layer('udp');

describe('what is left out follows from what is there', () => {
  it.each<[string, LayerGiven, object]>([
    ['three bytes', abc, { length: 11, dstport: 50000 }],
    ['nothing', data.with(), { length: 8 }],
  ])('%s inside', (_, inner, expected) => {
    expect(datagram({}, v4, inner)?.fields).toMatchObject({ ...expected, checksum_status: 'good' });
  });

  it('takes the port of what it carries', () => {
    const bytes = build(v4, udp.with({ srcport: 40000 }), dns.with({ id: 1 }));
    expect(decode(bytes, { linktype: 228 }).layer('udp')?.fields.dstport).toBe(53);
  });

  it('keeps what is given, however wrong', () => {
    const given = { length: 7, checksum: 1 };
    expect(datagram(given)?.fields).toMatchObject(given);
  });
});

describe('checksum', () => {
  /** Addresses of zeros, so that the sum is what is written here. */
  const nowhere = ip.with({ src: '0.0.0.0', dst: '0.0.0.0' });

  it('that comes out as zero is sent as 0xffff', () => {
    // Protocol 17, twice the length of 10, and these ports and data make 0xffff.
    const inner = data.with({ data: 'ffda' });
    const given = { srcport: 0, dstport: 0 };
    expect(datagram(given, nowhere, inner)?.fields).toMatchObject({
      checksum: 0xffff,
      checksum_status: 'good',
    });
  });

  it.each<[string, number, LayerGiven, string]>([
    ['none over IPv4', 0, v4, 'absent'],
    ['none over IPv6', 0, v6, 'bad'],
    ['a wrong one', 0x1234, v4, 'bad'],
    ["the pseudo-header's alone", 0xec53, v4, 'partial'],
  ])('%s', (_, checksum, outer, status) => {
    expect(datagram({ checksum }, outer)?.fields.checksum_status).toBe(status);
  });

  it('counts the length as the datagram has it, not as the packet does', () => {
    const bytes = build(v4, udp.with(ports), abc);
    bytes[3] = (bytes[3] ?? 0) - 1;
    expect(decode(bytes, { linktype: 228 }).layer('udp')?.fields.checksum_status).toBe(
      'unverified',
    );
  });
});

describe('length', () => {
  const names = (given: Given) => packet(given).layers.map(({ protocol }) => protocol.name);

  it('leaves over what is behind the datagram', () => {
    expect(names({ length: 9 })).toEqual(['ip', 'udp', 'data', 'data']);
    expect(datagram({ length: 9 })?.notes).toMatchObject([
      { field: 'checksum' },
      { field: 'length' },
    ]);
  });

  it('of 0 goes on to the end', () => {
    expect(names({ length: 0 })).toEqual(['ip', 'udp', 'data']);
  });
});

describe('notes', () => {
  it.each<[string, Given, LayerGiven, readonly RegExp[]]>([
    ['to port 0', { dstport: 0 }, v4, [/port 0/]],
    ['from port 0, which wants no answer', { srcport: 0 }, v4, []],
    ['length 0', { length: 0, checksum: 0 }, v4, [/65535/, /no checksum/]],
    ['a length of less than the header', { length: 7 }, v4, [/less than the header/]],
    ['a length of more than there is', { length: 12 }, v4, [/11 bytes left/, /./]],
    ['no checksum over IPv4', { checksum: 0 }, v4, [/no checksum/]],
    ['no checksum over IPv6', { checksum: 0 }, v6, [/is wrong/, /not optional/]],
  ])('%s', (_, given, outer, texts) => {
    expect(datagram(given, outer)?.notes.map(({ text }) => text)).toEqual(
      texts.map((text) => expect.stringMatching(text)),
    );
  });
});
