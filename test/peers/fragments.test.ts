import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { Folder } from './scapy.js';

const bin = fileURLToPath(new URL('../../bin/tcpip.js', import.meta.url));
const folder = new Folder();
afterAll(() => folder.remove());

let files = 0;
/** The fragments of a packet, as the program writes them. */
function built(line: string): string {
  const path = join(folder.path, `fragments${files++}.pcap`);
  const command = `"${process.execPath}" "${bin}" build ${line} -q -w "${path}"`;
  execFileSync('sh', ['-c', command], { stdio: ['ignore', 'ignore', 'inherit'] });
  return path;
}

/** A row for each packet. */
function tshark(path: string, ...fields: readonly string[]): string[][] {
  const text = execFileSync(
    'tshark',
    [
      ...['-n', '-r', path, '-o', 'ip.defragment:TRUE', '-o', 'ipv6.defragment:TRUE'],
      ...['-o', 'udp.check_checksum:TRUE', '-T', 'fields'],
      ...fields.flatMap((field) => ['-e', field]),
    ],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  );
  return text
    .trimEnd()
    .split('\n')
    .map((row) => row.split('\t'));
}

const FIELDS = ['udp.payload', 'udp.checksum.status', 'ip.fragment.count', 'ipv6.fragment.count'];

/** What tshark has when it has them all. */
function together(path: string) {
  const rows = tshark(path, ...FIELDS).filter(([payload]) => payload);
  const [row = []] = rows;
  return { times: rows.length, payload: row[0], good: row[1] === '1', count: row[2] || row[3] };
}

const SIZES = [100, 1473, 60000];
const letters = (size: number): string =>
  Buffer.from(Array.from({ length: size }, (_, i) => 97 + (i % 26))).toString('hex');

const KINDS = [
  ['IPv4', 'ip', 20, 0],
  ['IPv4 with an option', 'ip opt=ra', 24, 0],
  ['IPv6', 'ipv6', 48, 0],
  ['IPv6 with options for routers', 'ipv6 / ipv6.hopopts', 56, 0],
  ['IPv6 with options for the receiver', 'ipv6 / ipv6.dstopts', 48, 8],
] as const;

describe.each(KINDS)('fragments of %s', (_, layers, headers, within) => {
  const cases = SIZES.flatMap((size) =>
    [76, 576, 1280]
      .filter((mtu) => size + 8 + headers > mtu && size < mtu * 60)
      .flatMap((mtu) => ['forward', 'reverse'].map((order) => [size, mtu, order] as const)),
  );

  it.each(cases)('of %i bytes for %i, %s, are what was cut', (size, mtu, order) => {
    const line = `${layers} / udp --dport 5000 --payload-size ${size} --mtu ${mtu}`;
    const room = Math.floor((mtu - headers) / 8) * 8;
    expect(together(built(`${line} --fragment-order ${order}`))).toEqual({
      times: 1,
      payload: letters(size),
      good: true,
      count: String(Math.ceil((size + 8 + within) / room)),
    });
  });
});

describe('fragments that overlap', () => {
  const flags = (path: string, family: string) =>
    tshark(path, `${family}.fragment.overlap`).filter(([one]) => one).length;

  it.each(['ip', 'ipv6'])('are flagged by tshark: %s', (family) => {
    const line = `${family} / udp --dport 5000 --payload-size 400 --mtu 128`;
    expect(flags(built(line), family)).toBe(0);
    expect(flags(built(`${line} --fragment-overlap 8`), family)).toBe(1);
  });

  it('are what was cut all the same', () => {
    const line = 'udp --dport 5000 --payload-size 400 --mtu 128 --fragment-overlap 16';
    expect(together(built(line))).toMatchObject({ payload: letters(400), good: true });
  });
});
