import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { crc32 } from '../../src/codec/checksum/crc.js';
import { readCapture } from '../../src/input/capture.js';
import { wrongLines } from './build-lines.js';

const bin = fileURLToPath(new URL('../../bin/tcpip.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tcpip-build-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'no.json'), '{');
writeFileSync(join(folder, 'some.json'), '{"build":"tcp dport=$port","vars":{"a":1}}');

const TCPIP = `"${process.execPath}" "${bin}"`;
const SYN =
  '020000000002020000000001080045000028abcd00004006e2cbc0000201c6336402' +
  'c82201bb000003e8000000005002faf0faf40000\n';
const UDP =
  '02000000000202000000000108004500001cabcd00004011e2ccc0000201c6336402c822000900084b7b\n';

/** Runs a line of a shell, in which `tcpip` is ours. */
function sh(line: string, input = '') {
  const script = `tcpip() { ${TCPIP} "$@"; }\n${line}`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script], {
    encoding: 'utf8',
    cwd: folder,
    input,
    env: { ...process.env, TCPIP_DEBUG: '', FORCE_COLOR: '', NO_COLOR: '1' },
  });
  return { status, stdout, stderr };
}
const build = (line: string) => sh(`tcpip build ${line}`);
const output = (line: string): string => {
  const { status, stdout, stderr } = build(line);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
};

describe('what is built', () => {
  it('goes out as hex, or in any format', () => {
    expect(output('tcp --syn')).toBe(SYN);
    expect(output('tcp --syn -f hex')).toBe(SYN);
    expect(output('tcp --syn -f table')).toContain('asks for a connection');
    expect(output('tcp --syn -f c')).toContain('0x02, 0x00');
    expect(output('tcp --syn -f command')).toBe('tcpip build tcp syn\n');
    expect(output('tcp --syn -f summary')).toContain('192.0.2.1');
    expect(output('tcp --syn -e ip.src -e tcp.dstport')).toBe('192.0.2.1\t443\n');
    expect(JSON.parse(output('tcp --syn --json')).packets[0].layers[2].fields.dstport).toBe(443);
  });

  it('goes to captures of either kind', () => {
    for (const name of ['a.pcap', 'a.pcapng']) {
      const { status, stdout, stderr } = build(`udp --dport 1-3 -w ${name}`);
      const kind = name.slice(2);
      const said = `output: ${kind} in ${name}, 3 packets, 126 bytes\n`;
      expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: said });
      const frames = [...readCapture(readFileSync(join(folder, name)))];
      expect(frames.map(({ bytes, linktype }) => [bytes.length, linktype])).toEqual([
        [42, 1],
        [42, 1],
        [42, 1],
      ]);
    }
    expect(sh('tcpip build udp --no-eth -w - | tcpip decode -q -f summary').stdout).toContain(
      'UDP',
    );
    expect(sh('tcpip build udp -w - --to pcapng | od -An -tx1 -N4').stdout.trim()).toBe(
      '0a 0d 0d 0a',
    );
  });

  it('does not take the place of a file unasked', () => {
    expect(build('udp -q -w there.pcap').stderr).toBe('');
    const before = readFileSync(join(folder, 'there.pcap'));
    const again = build('udp --ttl 9 -w there.pcap');
    expect(again.status).toBe(2);
    expect(again.stderr).toMatch(/there\.pcap.*\n.*--force/);
    expect(readFileSync(join(folder, 'there.pcap'))).toEqual(before);
    expect(build('udp --ttl 9 -w there.pcap --force').status).toBe(0);
    expect(readFileSync(join(folder, 'there.pcap'))).not.toEqual(before);
  });

  it('cannot be written where there is no folder: 74', () => {
    const { status, stdout, stderr } = build('udp -w none/x.pcap');
    expect({ status, stdout }).toEqual({ status: 74, stdout: '' });
    expect(stderr).toMatch(
      /^error: .*none\/x\.pcap cannot be written: there is no directory .*none\n$/,
    );
    expect(build('udp --payload-file none').status).toBe(74);
    expect(build('--template none.json').status).toBe(74);
  });

  it('takes its payload from a file or standard input', () => {
    expect(sh('printf hi | tcpip build udp --payload-file -').stdout).toMatch(/6869\n$/);
    writeFileSync(join(folder, 'payload'), 'ho');
    expect(output('udp --payload-file payload')).toMatch(/686f\n$/);
  });

  it('may be about a packet from standard input', () => {
    const { stdout } = sh('tcpip build udp | tcpip build icmp-unreachable');
    expect(stdout).toContain(`c0000201${'0303'}`);
    expect(stdout).toContain(UDP.trim().slice(28));
    const capture = sh('tcpip build udp -w - | tcpip build icmp-time-exceeded -f summary');
    expect(capture.stdout).toContain('198.51.100.2');
  });

  it('comes from a template, with more behind it', () => {
    expect(output('--template some.json --var port=443 --syn')).toBe(SYN);
  });
});

describe('many packets', () => {
  it('are counted before they are made', () => {
    for (const [line, said] of [
      ['udp', '1 packet'],
      ['udp --dst 0.0.0.0/0', '4,294,967,296 packets'],
      ['udp --dst 2001:db8::/32', '7.92e+28 packets'],
      ['udp --dport 1-10 --ttl 1-10 --count 2', '200 packets'],
      ['udp --payload-size 99 --mtu 60', '1 packet, before they are cut to fragments'],
    ] as const) {
      const { status, stdout, stderr } = build(`${line} --dry-run`);
      expect([line, status, stdout, stderr]).toEqual([line, 0, '', `${said}\n`]);
    }
  });

  it('stream: who reads three gets three, at once and quietly', () => {
    const { stdout, stderr } = sh(
      'set -o pipefail; tcpip build udp --dst 0.0.0.0/0 | head -3; true',
    );
    expect(stdout.split('\n')).toHaveLength(4);
    expect(stderr).toBe('');
    expect(sh('tcpip build udp --count 999999999 -w - | head -c 24 | wc -c').stdout.trim()).toBe(
      '24',
    );
  });

  it('leave no file behind when they are interrupted', async () => {
    const child = spawn(
      process.execPath,
      [bin, 'build', 'udp', '--dst', '0.0.0.0/0', '-w', 'x.pcap'],
      {
        cwd: folder,
      },
    );
    while (!readdirSync(folder).some((name) => name.includes('x.pcap'))) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    child.kill('SIGINT');
    const status = await new Promise((resolve) => child.on('exit', resolve));
    expect(status).toBe(130);
    expect(readdirSync(folder).filter((name) => name.includes('x.pcap'))).toEqual([]);
  });

  it('are cut to fragments that fit', () => {
    const lines = output('udp --payload-size 100 --mtu 60').trim().split('\n');
    expect(lines.map((line) => line.length / 2)).toEqual([74, 74, 62]);
    const reverse = output('udp --payload-size 100 --mtu 60 --fragment-order reverse');
    expect(reverse.trim().split('\n').reverse()).toEqual(lines);
  });

  it('are filled up and closed fragment by fragment', () => {
    const lines = output('udp --payload-size 100 --mtu 100 --pad --fcs').trim().split('\n');
    expect(lines.map((line) => line.length / 2)).toEqual([118, 66]);
    const sums = lines.map((line) => {
      const frame = Buffer.from(line, 'hex');
      return frame.readUInt32LE(frame.length - 4) === crc32(frame, 0, frame.length - 4);
    });
    expect(sums).toEqual([true, true]);
  });
});

describe('--explain', () => {
  it('says of each value where it is from', () => {
    const text = output('tcp --syn --ttl 3 --bad-checksum tcp --ip.len 99 --explain');
    expect(text).toMatch(/^┌────────┬───────┬────────┐\n│ eth 14 │ ip 20 │ tcp 20 │\n/);
    expect(text).toMatch(/ {2}ttl +3 +given/);
    expect(text).toMatch(/ {2}len +99 +forced, 40 is right/);
    expect(text).toMatch(/ {2}src +192\.0\.2\.1 +default/);
    expect(text).toMatch(/ {2}proto +6 +derived/);
    expect(text).toMatch(/54 bytes in all\n$/);
  });

  it('shows the first of many, and the fragments', () => {
    expect(output('udp --dport 1-9 --explain')).toMatch(/; the first of 9 packets\n$/);
    expect(output('udp --payload-size 100 --mtu 60 --explain')).toMatch(
      /cut to 3 fragments\n {2}1 {2}74 bytes: bytes 0–39 of what IP carries, more follow\n/,
    );
    expect(output('udp --mtu 60 --explain')).toMatch(/it fits: no fragments\n$/);
  });

  it('fits a narrow screen, and one without other letters', () => {
    const text = output('tcp --syn --payload-size 300 --mtu 100 --explain --width 60 --ascii');
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(60);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII begins with them.
    expect(text).toMatch(/^[\u0000-\u007f]*$/);
  });
});

describe('help', () => {
  const pages = [
    '--help',
    'tcp --help',
    'ip --help',
    'ping --help',
    '--help-flags',
    '--help-presets',
  ];

  it.each([...pages, 'icmpv6 --help', 'dns --help', 'eth/ip --help', 'dns-query --help'])(
    '%s is no wider than 80, and one screen',
    (line) => {
      const lines = output(line).trimEnd().split('\n');
      expect(lines.filter((one) => [...one].length > 80)).toEqual([]);
      expect(lines.length).toBeLessThanOrEqual(50);
    },
  );

  it('begins with examples', () => {
    expect(output('--help')).toMatch(/^Examples:\n {2}tcpip build tcp --syn\n/);
    expect(output('-h')).toBe(output('--help'));
    expect(output('tcp --help').split('\n')[1]).toBe('  tcpip build tcp dstport=443 -f table');
    expect(output('--help').split('\n').length).toBeLessThanOrEqual(40);
  });

  it('lists what each option does', () => {
    const text = output('--help-options');
    expect(text).toMatch(/--mtu <bytes> +fragments that fit/);
    expect(text.split('\n').filter((line) => [...line].length > 80)).toEqual([]);
  });

  it('tells all fields of a layer when it is asked to', () => {
    const all = output('tcp --help --all');
    expect(all).toContain('--tcp.options.mss_val');
    expect(output('tcp --help')).not.toContain('--tcp.options.mss_val');
  });

  it.each([
    ['ping --help', 'ping'],
    ['--help-presets', 'presets'],
    ['tcp --help', 'tcp'],
    ['--help', 'build'],
    ['--help-flags', 'flags'],
  ])('%s reads so', async (line, name) => {
    await expect(output(line)).toMatchFileSnapshot(`build-help/${name}.txt`);
  });
});

describe('what cannot be built', () => {
  it('are 60 lines and more', () => {
    expect(new Set(wrongLines.map(([line]) => line)).size).toBeGreaterThanOrEqual(60);
  });

  it.each(wrongLines.map((one) => [one[0], one] as const))('%s', (line, [, error, hint]) => {
    const { status, stdout, stderr } = build(line);
    const [first, second, ...rest] = stderr.split('\n');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(first).toContain(`error: ${error}`);
    if (!/: $/.test(error)) expect(first).toBe(`error: ${error}`);
    if (hint !== undefined) expect(second).toBe(`  ${hint}`);
    expect(rest.join('')).toBe('');
    expect(existsSync(join(folder, 'x.pcap'))).toBe(false);
  });
});
