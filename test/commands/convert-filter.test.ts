import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { pcap } from '../input/capture/pcap-file.js';
import { type Known, read } from '../output/capture/packets.js';

const bin = fileURLToPath(new URL('../../bin/tcpip.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tcpip-'));
afterAll(() => rmSync(folder, { recursive: true }));

const START = 1_700_000_000;
const IP = '450000140000000040118ea2c0000201c6336402';
const DNS = '4500001c000000004011b6cac0000201c6336402138800350008b5d3';
const NTP = '4500001c000000004011b6cac0000201c63364021388007b0008b58d';
const IPV4 = 228;

const four = join(folder, 'four.pcap');
const bytes = [IP, DNS, NTP, DNS].map((hex) => Buffer.from(hex, 'hex'));
const records = bytes.map((own, i) => ({ seconds: START + [0, 1, 5, 6][i]!, bytes: own }));
writeFileSync(four, pcap(records, { linktype: IPV4 }));

function convert(args: readonly string[], input = '') {
  const options = { input, cwd: folder, env: { ...process.env, TCPIP_DEBUG: '' } };
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [bin, 'convert', ...args],
    options,
  );
  return { status, stdout: stdout.toString(), stderr: stderr.toString() };
}

function kept(filter: string, ...args: readonly string[]): Known[] {
  const { status } = convert([four, '-Y', filter, ...args, '-w', 'kept.pcap', '--force']);
  expect(status).toBe(0);
  return read(readFileSync(join(folder, 'kept.pcap'))).packets;
}
const times = (packets: readonly Known[]) => packets.map(({ time }) => (time?.[0] ?? 0) - START);

describe('tcpip convert --filter', () => {
  it('keeps what the filter chooses, as it was read', () => {
    expect(times(kept('udp.port == 53'))).toEqual([1, 6]);
    expect(times(kept('!udp'))).toEqual([0]);
  });

  it('counts packets and the time between them as the input has them', () => {
    expect(times(kept('frame.number in {2, 4}'))).toEqual([1, 6]);
    expect(times(kept('frame.time_delta > 3'))).toEqual([5]);
  });

  it('comes before what is done to packets, and behind what says how they begin', () => {
    expect(times(kept('udp.port == 53', '--snaplen', '20', '--shift', '2'))).toEqual([3, 8]);
    expect(times(kept('udp.port == 53', '--dedup=5'))).toEqual([1]);
    expect(times(kept('udp', '--packets', '1-3'))).toEqual([1, 5]);
    const { stdout } = convert(['--udp', '5000,53', '-Y', 'udp', '--to', 'hex'], '0102');
    expect(stdout).toHaveLength(2 * 44 + 1);
  });

  it('reads what is no capture, too', () => {
    const { stdout } = convert(['-Y', 'udp.dstport == 53', '--to', 'hex'], `${IP}\n\n${DNS}\n`);
    expect(stdout).toBe(`${DNS}\n`);
  });

  it('hears that it is interrupted where no other packet is found', async () => {
    const args = [bin, 'convert', '-', '-Y', 'frame.number < 20000', '-w', 'cut.pcap'];
    const child = spawn(process.execPath, args, {
      cwd: folder,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    child.stdin.on('error', () => {});
    child.stdin.write(pcap([]));
    const more = pcap(Array(20_000).fill({})).subarray(24);
    const unfinished = () => readdirSync(folder).filter((name) => name.endsWith('.part'));
    const ended = () => child.exitCode !== null;
    let written = 0;
    for (let i = 0; i < 800 && !ended(); i++) {
      if (child.stdin.writableLength === 0) {
        child.stdin.write(more);
        written++;
      }
      // The file is there, and what the filter chooses is over.
      if (unfinished().length > 0 && written > 5) child.kill('SIGINT');
      await wait(10);
    }
    child.kill('SIGKILL');
    expect(child.exitCode).toBe(130);
    expect(unfinished()).toEqual([]);
  }, 40_000);

  it('exits with 1 where nothing is left, and with 2 where the filter is wrong', () => {
    expect(convert([four, '-Y', 'tcp', '-w', 'none.pcap']).status).toBe(1);
    const { status, stderr } = convert([four, '-Y', 'udp.prt == 53', '-w', 'wrong.pcap']);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr:
        "error: no field is called 'udp.prt'; did you mean 'udp.port'?\n" +
        '  udp.prt == 53\n  ^^^^^^^\n',
    });
  });
});
