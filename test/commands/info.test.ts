import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const bin = fileURLToPath(new URL('../../bin/tcpip.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tcpip-info-'));
afterAll(() => rmSync(folder, { recursive: true }));

const SYN =
  '02000000000202000000000108004500003cabcd40004006a2b7c0000201c6336402' +
  'c82201bb000003e800000000a002faf093110000020405b40402080a000000010000000001030307';

function tcpip(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    encoding: 'utf8',
    env: { ...process.env, TCPIP_DEBUG: '' },
  });
  return { status, stdout, stderr };
}

const words = (...numbers: readonly number[]): Buffer => {
  const found = Buffer.alloc(4 * numbers.length);
  numbers.forEach((n, i) => {
    found.writeUInt32LE(n, 4 * i);
  });
  return found;
};

/** Three packets: the second one earlier, the third one cut short. */
function capture(): Buffer {
  const syn = Buffer.from(SYN, 'hex');
  const record = (seconds: number, bytes: Buffer): Buffer =>
    Buffer.concat([words(seconds, 0, bytes.length, syn.length), bytes]);
  return Buffer.concat([
    words(0xa1b2c3d4, 0x00040002, 0, 0, 65_535, 1),
    record(1_700_000_010, syn),
    record(1_700_000_000, syn),
    record(1_700_000_020, syn.subarray(0, 60)),
  ]);
}
const path = join(folder, 'three.pcap');
writeFileSync(path, capture());

describe('tcpip info', () => {
  it('counts, as JSON', () => {
    const { status, stdout, stderr } = tcpip('info', '--json', path);
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: 'input: pcap, 3 packets, 208 bytes\n',
    });
    const share = { packets: 3, bytes: 222 };
    const tcp = { protocol: 'tcp', ...share, within: [] };
    const ip = { protocol: 'ip', ...share, within: [tcp] };
    expect(JSON.parse(stdout)).toEqual({
      schema: 1,
      input: 'pcap',
      damaged: false,
      ...share,
      captured_bytes: 208,
      truncated_packets: 1,
      snaplen: 65_535,
      time: {
        first: '1700000000.000000000',
        last: '1700000020.000000000',
        duration: '20.000000000',
        in_order: false,
      },
      rate: { packets: 3 / 20, bytes: 222 / 20 },
      linktypes: [{ linktype: 1, name: 'Ethernet', packets: 3 }],
      interfaces: [],
      sizes: { min: 74, mean: 74, max: 74, ranges: [{ from: 64, to: 127, packets: 3 }] },
      protocols: [{ protocol: 'eth', ...share, within: [ip] }],
      talkers: {
        addresses: {
          distinct: 2,
          top: [
            { address: '192.0.2.1', ...share },
            { address: '198.51.100.2', ...share },
          ],
        },
        pairs: { distinct: 1, top: [{ between: ['192.0.2.1', '198.51.100.2'], ...share }] },
        ports: {
          distinct: 2,
          top: [
            { protocol: 'tcp', port: 443, name: 'https', ...share },
            { protocol: 'tcp', port: 51_234, ...share },
          ],
        },
      },
      timeline: expect.objectContaining({ start: 1_700_000_000 }),
    });
  });

  it('draws them for people, no wider than there is room', () => {
    for (const width of [30, 40, 60, 80, 120]) {
      const { status, stdout } = tcpip('info', '--width', String(width), path);
      expect(status).toBe(0);
      expect(stdout.split('\n').filter((line) => line.length > width)).toEqual([]);
      expect(stdout).toMatch(/^ {4}tcp +3/m);
    }
  });

  it('keeps to ASCII where it is told', () => {
    const { stdout } = tcpip('info', '--ascii', path);
    expect(stdout).toMatch(/^[\n\x20-\x7e]+$/);
    expect(stdout).toMatch(/^192\.0\.2\.1 - 198\.51\.100\.2 .*#$/m);
  });

  it('takes any input', () => {
    const { status, stdout } = tcpip('info', '-q', SYN);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Packets +1$/m);
    expect(stdout).not.toMatch(/^First/m);
  });

  it('ends with 1 where the capture is damaged, and counts what is whole', () => {
    const broken = join(folder, 'broken.pcap');
    writeFileSync(broken, capture().subarray(0, -10));
    const { status, stdout, stderr } = tcpip('info', broken);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^Packets +3$/m);
    expect(stderr).toMatch(/^the pcap file is damaged at byte \d+/m);
  });

  it('ends with 2 where there is nothing to count', () => {
    const empty = join(folder, 'empty.pcap');
    writeFileSync(empty, capture().subarray(0, 24));
    expect(tcpip('info', empty)).toMatchObject({ status: 2, stdout: '' });
    expect(tcpip('info', '-f', 'xml', path).status).toBe(2);
    expect(tcpip('info', '--top', '0', path).status).toBe(2);
  });
});
