import { describe, expect, it } from 'vitest';
import { decode } from '../../src/index.js';
import { scapy } from '../../src/output/scapy.js';
import { allFixtures } from '../fixtures.js';
import { HOSTILE, named } from './hostile.js';
import { written } from './written.js';

const bytes = (hex: string): Uint8Array =>
  Uint8Array.from(Buffer.from(hex.replaceAll(/\s/g, ''), 'hex'));
const said = (hex: string, linktype = 1): string =>
  written(scapy(), [decode(bytes(hex), { linktype })]);

const ETHER = '020000000002 020000000001';
const SYN = `4500003cabcd40004006a2b7c0000201c6336402
  c82201bb000003e800000000a002faf093110000 020405b40402080a000000010000000001030307`;

describe('an expression of Scapy', () => {
  it('gives every field of every layer', () => {
    expect(said(`${ETHER} 0800 ${SYN}`)).toBe(
      "Ether(dst='02:00:00:00:00:02', src='02:00:00:00:00:01', type=0x800)/" +
        "IP(ihl=5, len=60, id=43981, flags='DF', ttl=64, proto=6, chksum=0xa2b7, " +
        "src='192.0.2.1', dst='198.51.100.2')/" +
        "TCP(sport=51234, dport=443, seq=1000, ack=0, dataofs=10, flags='S', window=64240, " +
        "chksum=0x9311, options=[('MSS', 1460), ('SAckOK', b''), ('Timestamp', (1, 0)), " +
        "('NOP', None), ('WScale', 7)])\n",
    );
  });

  it('has bytes for the payload, and tells padding from it', () => {
    const udp = '4500001e000000004011 b6ca c0000201c6336402 0001000900 0a0000 2762';
    expect(said(`${ETHER} 0800 ${udp} ${'00'.repeat(16)}`)).toMatch(
      /\/UDP\(sport=1, dport=9, len=10, chksum=0x0\)\/Raw\(b'\\'b'\)\/Padding\(b'(\\x00){16}'\)\n$/,
    );
  });

  it('has bytes from the first layer on that Scapy has no words for', () => {
    // Options that make no sense: the header alone is said.
    const odd = SYN.replace('020405b4', '02ff05b4');
    expect(said(odd, 101)).toMatch(/\/TCP\([^)]*dataofs=10[^)]*\)\/Raw\(b'\\x02\\xff.*'\)\n$/);
    // A header that ends too soon.
    expect(said(`${ETHER} 0800 4500003c`)).toMatch(/type=0x800\)\/Raw\(b'E\\x00\\x00<'\)\n$/);
    expect(said('')).toBe("Raw(b'')\n");
  });

  it('is one line of ASCII for every packet', () => {
    const packets = allFixtures().map((one) => decode(one.bytes, { linktype: one.linktype }));
    const text = written(scapy(), [...packets, named(HOSTILE)]);
    expect(text).toMatch(/^[\x20-\x7e\n]*$/);
    expect(text.split('\n')).toHaveLength(packets.length + 2);
  });
});
