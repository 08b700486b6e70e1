import { describe, expect, it } from 'vitest';
import { carries, filled } from '../../src/craft/lower.js';
import { decode } from '../../src/index.js';
import { catalog } from '../../src/protocols/index.js';
import { complaint, made, madeHex, madePacket, makerOf, namesOf } from './made.js';

describe('what stands below', () => {
  it.each([
    ['tcp', 'eth ip tcp'],
    ['ip', 'eth ip'],
    ['arp', 'eth arp'],
    ['eth', 'eth'],
    ['dns', 'eth ip udp dns'],
    ['icmpv6', 'eth ipv6 icmpv6'],
    ['ipv6 gre icmp', 'eth ipv6 gre ip icmp'],
    ['ipv6 icmp', 'eth ipv6 icmp'],
    ['udp --src 2001:db8::9', 'eth ipv6 udp'],
    ['udp --hlim 9', 'eth ipv6 udp'],
    ['tcp --ipv6.flow 1', 'eth ipv6 tcp'],
    ['vlan tcp', 'eth vlan ip tcp'],
    ['vlan id=2 vlan udp', 'eth vlan vlan ip udp'],
    ['ip / ip / tcp', 'eth ip ip tcp'],
    ['gre / ip / udp', 'eth ip gre ip udp'],
    ['ip gre eth ip udp', 'eth ip gre eth ip udp'],
    ['ip gre eth / udp', 'eth ip gre eth ip udp'],
    ['--syn', 'eth ip tcp'],
    ['--udp.length 8', 'eth ip udp'],
  ])('%s', (line, expected) => {
    expect(namesOf(madePacket(line))).toBe(expected);
  });

  it('is left out where nobody wants it', () => {
    expect(namesOf(madePacket('udp', { noLink: true }))).toBe('raw ip udp');
    expect(madeHex('udp', { bare: true })).toHaveLength(16);
    expect(filled(catalog, [catalog.named('tcp')], { network: 'ipv6', link: true })).toHaveLength(
      3,
    );
  });

  it('has tags, outermost first', () => {
    const { layers } = madePacket('udp', { vlans: ['10', '20'] });
    expect(layers.slice(1, 3).map(({ fields }) => fields.id)).toEqual([10, 20]);
    expect(namesOf(madePacket('eth / udp', { vlans: ['7'] }))).toBe('eth vlan ip udp');
    const cooked = decode(made('sll / ip', { vlans: ['7'] }), { linktype: 113 });
    expect(namesOf(cooked)).toBe('sll vlan ip');
    const inner = madePacket('vlan id=3 / ip', { vlans: ['7'] }).layers;
    expect(inner.slice(1, 3).map(({ fields }) => fields.id)).toEqual([7, 3]);
  });

  it('can say what follows, for each pair that was filled in', () => {
    for (const protocol of catalog.protocols) {
      const all = filled(catalog, [protocol], { link: true });
      expect(all.at(-1)).toEqual({ protocol, named: 0 });
      for (const [i, { protocol: outer }] of all.slice(0, -1).entries()) {
        const inner = all[i + 1]?.protocol;
        expect([outer.name, inner?.name, inner && carries(outer, inner)]).toEqual([
          outer.name,
          inner?.name,
          true,
        ]);
      }
    }
  });
});

describe('flags and keys', () => {
  const value = (line: string, layer: number, key: string) =>
    madePacket(line).layers[layer]?.fields[key];

  it('say the same', () => {
    for (const [a, b] of [
      ['tcp --syn --dport 80 --ttl 3', 'ip ttl=3 / tcp syn dstport=80'],
      ['tcp --flags SA', 'tcp flags=syn,ack'],
      ['tcp --syn --mss 9 --nop', 'tcp syn options=mss=9,nop'],
      ['tcp SYN DPORT=80', 'tcp syn dport=80'],
      ['tcp tcp.dstport=80', 'tcp dport=80'],
      ['ip df proto=udp', 'ip --df --proto 17'],
      ['ip flags=DF', 'ip df'],
      ['icmp --type echo_request', 'icmp type=8'],
      ['udp --ip.dsfield.dscp ef', 'udp --dscp 46'],
      ['eth dst=02:00:00:00:00:09 / arp', 'arp --dmac 02:00:00:00:00:09'],
    ] as const) {
      expect([a, madeHex(a)]).toEqual([a, madeHex(b)]);
    }
  });

  it('set the layer that was named last before them, else the innermost', () => {
    expect(value('ip ip tcp --ttl 3', 1, 'ttl')).toBe(64);
    expect(value('ip ip tcp --ttl 3', 2, 'ttl')).toBe(3);
    expect(value('ip --ttl 3 ip tcp', 1, 'ttl')).toBe(3);
    expect(value('--ttl 3 ip ip tcp', 2, 'ttl')).toBe(3);
  });

  it('take the last of several values, and each of several options', () => {
    expect(value('tcp --dport 80 --dport 81', 2, 'dstport')).toBe(81);
    expect(value('tcp --nop --nop --mss 5', 2, 'options')).toMatchObject([
      { name: 'nop' },
      { name: 'nop' },
      { name: 'mss' },
      {},
    ]);
  });

  it('force what is otherwise computed', () => {
    expect(value('ip checksum=0xdead len=9', 1, 'checksum')).toBe(0xdead);
    expect(value('udp length=3 checksum=0', 2, 'length')).toBe(3);
  });

  it('tell what stands by default', () => {
    const defaults = (line: string) =>
      Object.fromEntries(
        // biome-ignore lint/complexity/useLiteralKeys: private to the program, not to its tests.
        makerOf(line)['recipe'].layers.map(({ protocol, defaults: d }) => [protocol.name, d]),
      );
    expect(defaults('tcp --sport 1').tcp).toEqual(['dstport', 'seq', 'window_size_value']);
    expect(defaults('dns').udp).not.toContain('dstport');
    expect(defaults('arp --smac 02:00:00:00:00:07').arp).not.toContain('src.hw_mac');
  });

  it('send groups to the hardware address of the group', () => {
    for (const [line, mac] of [
      ['udp --dst 239.1.2.3', '01005e010203'],
      ['udp --dst 255.255.255.255', 'ffffffffffff'],
      ['udp --dst ff02::1:ff00:2', '3333ff000002'],
      ['udp --dst 192.0.2.7', '020000000002'],
    ] as const) {
      expect([line, madeHex(line).slice(0, 12)]).toEqual([line, mac]);
    }
  });

  it.each([
    [
      'tcp --udp.length 3',
      '--udp.length: there is no udp layer in eth / ip / tcp | tcpip build udp --udp.length 3',
    ],
    ['--dport 80', 'which layers to build is not said | tcpip build tcp --dport 80'],
    ['', 'which layers to build is not said | tcpip build tcp --syn'],
    ['tcp dport=65536', 'tcp.dstport: 65536 does not fit 16 bits (0 to 65535)'],
    ['tcp --dport 010', 'tcp.dstport: "010" could be octal: write it without the leading zero'],
    ['tcp dport=', "tcp.dstport: a value is needed | in 'dport='"],
    ['tcp syn=2', 'tcp.syn: 1 or 0, true or false is needed, not "2" | in \'syn=2\''],
    ['tcp --sack 1', 'tcp.options.sack: le-re is needed, not "1"; commas between several'],
    [
      'tcp ip.ttl=3',
      /^tcp\.ip\.ttl: no such field; there are .* \| --ip\.ttl=3 for a field of another/,
    ],
    ['tcp sqe=3', "tcp.sqe: no such field; did you mean 'tcp.seq'? | in 'sqe=3'"],
    ['udp --src 1.2.3', 'ip.src: "1.2.3" is no address like 192.0.2.1'],
    ['udp --src 2001:db8::1 --dst 10.0.0.1', 'ipv6.dst: "10.0.0.1" is no address like 2001:db8::1'],
  ])('%s is refused', (line, expected) => {
    const text = complaint(() => made(line));
    if (typeof expected === 'string') expect(text).toBe(expected);
    else expect(text).toMatch(expected);
  });
});
