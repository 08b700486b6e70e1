import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { visible } from '../../src/codec/visible.js';
import { wrong } from '../input/wrong.js';

const bin = fileURLToPath(new URL('../../bin/tcpip.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tcpip-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A TCP SYN with five options: Ethernet, IPv4, TCP. */
const SYN =
  '02000000000202000000000108004500003cabcd40004006a2b7c0000201c6336402' +
  'c82201bb000003e800000000a002faf093110000020405b40402080a000000010000000001030307';

/** What is told of its reading. */
const READ = 'input: hex, 74 bytes, read as Ethernet (type IPv4, header checksum good)\n';

function tcpip(args: readonly string[], input = '', env: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    input,
    encoding: 'utf8',
    env: { ...process.env, TCPIP_DEBUG: '', ...env },
  });
  return { status, stdout, stderr };
}
const decode = (...args: readonly string[]) => tcpip(['decode', ...args]);
const json = (...args: readonly string[]) => JSON.parse(decode(...args).stdout);

/** A file with this in the tests' own folder. */
function file(name: string, text: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('tcpip decode', () => {
  const { status, stdout, stderr } = decode(SYN);

  it('shows every field of a packet, and says how it was read', () => {
    expect({ status, stderr }).toEqual({ status: 0, stderr: READ });
    expect(stdout).toMatch(/^#1 {2}Ethernet › IPv4 › TCP .*\b74 bytes\n/);
    for (const [name, value] of [
      ['dst', '02:00:00:00:00:02'],
      ['ttl', '64'],
      ['src', '192.0.2.1'],
      ['dstport', '443'],
      ['options.0', 'mss 1460'],
    ]) {
      expect(stdout).toMatch(new RegExp(`│ +${name} +│ ${value} `, 'm'));
    }
  });

  it('says nothing of that where it is told to be quiet', () => {
    expect(decode('-q', SYN)).toEqual({ status: 0, stdout, stderr: '' });
  });

  it.each<[string, readonly string[], string]>([
    ['from the pipe', [], SYN],
    ['from the pipe, said so', ['-'], `${SYN}\n`],
    ['in pieces', SYN.match(/.{1,8}/g) ?? [], ''],
    ['with separators', [(SYN.match(/../g) ?? []).join(':')], ''],
    ['from a file', [file('syn.hex', `${SYN.slice(0, 30)}\n${SYN.slice(30)}\n`)], ''],
    ['from a file, said so', ['--file', file('syn2.hex', SYN)], ''],
    ['whatever files there are', ['--hex', SYN], ''],
    ['packed', [file('syn.hex.gz', gzipSync(SYN))], ''],
    ['from the bytes', [file('syn.bin', Buffer.from(SYN, 'hex'))], ''],
  ])('reads it %s', (_, args, input) => {
    expect(tcpip(['decode', '-q', ...args], input)).toEqual({ status: 0, stdout, stderr: '' });
  });

  it('shows many packets a line each, unless it is told otherwise', () => {
    const two = file('two.hex', `${SYN}\n${SYN.slice(28)}\n`);
    const many = decode(two);
    expect(many.stdout.split('\n')).toEqual([
      expect.stringMatching(/^ {4}1 {2}192\.0\.2\.1:51234 → 198\.51\.100\.2:443 {2}TCP SYN/),
      expect.stringMatching(/^ {4}2 {2}192\.0\.2\.1:51234 → /),
      '',
    ]);
    expect(many.stderr).toBe(
      'input: hex, a packet a line, 2 packets, 134 bytes, read as Ethernet (1), IPv4 (1)\n',
    );
    expect(decode('-f', 'table', two).stdout).toMatch(/^#2 {2}IPv4 › TCP/m);
    expect(json('--json', two).packets).toHaveLength(2);
  });

  it('reads a capture', () => {
    const header = 'd4c3b2a1020004000000000000000000ffff000001000000';
    const record = `00f1536540e20100${'4a000000'.repeat(2)}${SYN}`;
    const path = file('two.pcap', Buffer.from(header + record + record, 'hex'));
    const { stdout, stderr } = decode(path);
    expect(stdout.split('\n')[1]).toMatch(/^ {4}2 {2}22:13:20\.123456 {2}192\.0\.2\.1:51234 → /);
    expect(stderr).toBe('input: pcap, 2 packets, 148 bytes\n');
    expect(json('--json', path).packets[1].frame).toEqual({
      number: 2,
      time: '1700000000.123456000',
      len: 74,
      caplen: 74,
      linktype: 1,
    });
  });

  it('writes columns', () => {
    const columns = ['-e', 'ip.src', '-e', 'tcp.dstport', '-e', 'dns.id'];
    expect(decode(SYN, ...columns).stdout).toBe('192.0.2.1\t443\t\n');
    expect(decode(SYN, '-f', 'csv', '-E', 'header=y', '-e', 'ip.src,ip.ttl').stdout).toBe(
      'ip.src,ip.ttl\n192.0.2.1,64\n',
    );
  });

  it('tells what stands at a byte', () => {
    const { status, stdout } = decode(SYN, '--at', '0x16');
    expect(status).toBe(0);
    expect(stdout).toMatch(/ttl.*64/);
    expect(decode(SYN, '--at', '74')).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('byte 74 is not there: the packet has bytes 0 to 73'),
    });
  });

  it('follows other tables', () => {
    const udp =
      '4500002dabcd00004011a2c4c0000201c6336402c00413880019000012340100000100000000000000' +
      '00010001';
    const plainly = json('--json', '--from', 'ip', udp).packets[0];
    expect(plainly.layers.at(-1).protocol).toBe('data');
    const [packet] = json('--json', '--from', 'ip', '-d', 'udp.port=5000:dns', udp).packets;
    expect(packet.layers.at(-1).protocol).toBe('dns');
  });

  it('exits with 1 for a malformed packet where that is asked for', () => {
    const cut = SYN.slice(0, 60);
    expect(decode('--strict', SYN).status).toBe(0);
    expect(decode(cut).status).toBe(0);
    expect(decode('--strict', cut).status).toBe(1);
  });

  it('fits where it is to be', () => {
    for (const line of decode('--width', '60', SYN).stdout.split('\n')) {
      expect(line.length).toBeLessThanOrEqual(60);
    }
    expect(decode('--ascii', SYN).stdout).toMatch(/^[\n -~]*$/);
  });

  it('is coloured where that is asked for', () => {
    expect(decode('--color', 'always', SYN).stdout).toContain('\u001b[');
    expect(tcpip(['decode', SYN], '', { FORCE_COLOR: '1' }).stdout).toContain('\u001b[');
    expect(tcpip(['decode', SYN], '', { FORCE_COLOR: '1', NO_COLOR: '1' }).stdout).toBe(stdout);
    expect(tcpip(['decode', '--color', 'never', SYN], '', { FORCE_COLOR: '1' }).stdout).toBe(
      stdout,
    );
  });

  it('prints JSON as the contract says', () => {
    const document = json('--json', SYN);
    expect(Object.keys(document)).toEqual(['schema', 'packets']);
    expect(document).toMatchObject({
      schema: 1,
      packets: [
        {
          frame: { number: 1, len: 74, caplen: 74, linktype: 1 },
          layers: [
            { protocol: 'eth', offset: 0, length: 14, fields: { type: 2048 } },
            { protocol: 'ip', offset: 14, length: 20, fields: { checksum_status: 'good' } },
            { protocol: 'tcp', offset: 34, length: 40, fields: { flags: { syn: true } } },
          ],
          notes: [],
        },
      ],
    });
    expect(document.packets[0].layers[0]).not.toHaveProperty('annotations');
    expect(decode('--format', 'json', SYN).stdout).toBe(decode('--json', SYN).stdout);
    expect(decode('-f', 'json', SYN).stdout).toBe(decode('--json', SYN).stdout);
  });

  it('prints NDJSON: one packet, one line', () => {
    const { stdout: line } = decode('--format', 'ndjson', SYN);
    expect(line).toMatch(/^[^\n]+\n$/);
    expect(JSON.parse(line)).toEqual(json('--json', SYN).packets[0]);
  });

  it('adds annotations where they are asked for', () => {
    const [packet] = json('--json', '--annotate', SYN).packets;
    expect(packet.layers[1].annotations).toContainEqual({
      name: 'ttl',
      filter: 'ip.ttl',
      label: expect.any(String),
      offset: 22,
      bit: 0,
      width: 8,
      raw: '40',
      value: 64,
      text: '64',
      depth: 0,
      meaning: 'likely sent with 64, 0 hops ago',
    });
    expect(JSON.parse(decode('-f', 'ndjson', '--annotate', SYN).stdout)).toEqual(packet);
  });

  it('reads bytes in the frames that it is told of', () => {
    expect(json('--json', '--linktype', '101', SYN.slice(28)).packets[0]).toMatchObject({
      frame: { linktype: 101 },
      layers: [{ protocol: 'raw' }, { protocol: 'ip' }, { protocol: 'tcp' }],
    });
    const [packet] = json('--json', '--from', 'TCP', SYN.slice(68)).packets;
    expect(packet.layers).toMatchObject([{ protocol: 'tcp', fields: { dstport: 443 } }]);
    expect(packet.frame).not.toHaveProperty('linktype');
    expect(json('--json', '--from', 'IPv4', SYN.slice(28)).packets[0].layers[0].protocol).toBe(
      'ip',
    );
  });

  it('finds protocols that a short run does not load', () => {
    const arp = `ffffffffffff0200000000010806${'0001080006040001'}020000000001c0000201000000000000c0000202`;
    expect(json('--json', arp).packets[0].layers[1].protocol).toBe('arp');
    expect(json('--json', '--from', 'arp', arp.slice(28)).packets[0].layers[0].protocol).toBe(
      'arp',
    );
  });

  it('shows what is left of a packet that is cut, with exit code 0', () => {
    const cut = decode(SYN.slice(0, 60));
    expect(cut.status).toBe(0);
    expect(cut.stdout).toMatch(/error: .*20 bytes are needed, 16 left in Ethernet/);
  });

  it('gives the same output for the same input', () => {
    expect(decode(SYN).stdout).toBe(stdout);
  });
});

describe('an error is told on standard error, with exit code 2', () => {
  it.each<[string, readonly string[], string]>([
    [
      'no hex',
      ['4500 zz'],
      "error: 'z' is not a hex digit (line 1, column 6)\n  4500 zz\n       ^\n",
    ],
    [
      'no hex in the second line',
      [file('bad.hex', '4500\n00 0q 11\n')],
      "error: 'q' is not a hex digit (line 2, column 5)\n  00 0q 11\n      ^\n",
    ],
    [
      'half a byte',
      ['450'],
      'error: an odd number of hex digits: the last one stands alone (line 1, column 3)\n  450\n    ^\n',
    ],
    ['nothing', [], 'error: no bytes in the input\n  hex such as 4500…, a file, or a pipe\n'],
    [
      'nothing but blanks',
      [' : '],
      'error: no bytes in the input\n  hex such as 4500…, a file, or a pipe\n',
    ],
    [
      'an unknown protocol',
      ['--from', 'tpc', '00'],
      "error: --from: no protocol is called 'tpc'; did you mean 'tcp'?\n",
    ],
    [
      'an unknown protocol, by what people call another one',
      ['--from', 'Ethernt', '00'],
      "error: --from: no protocol is called 'Ethernt'; did you mean 'ethernet'?\n",
    ],
    [
      'a far protocol',
      ['--from', 'xyzzyxyzzy', '00'],
      "error: --from: no protocol is called 'xyzzyxyzzy'\n" +
        '  --from eth, ip, ipv6, arp, tcp, udp …\n',
    ],
    [
      'a link type that is no number',
      ['--linktype', 'ethernot', '00'],
      "error: --linktype: a number or a name is needed, not 'ethernot'\n" +
        '  --linktype 1, --linktype ethernet\n',
    ],
    [
      'an unknown option',
      ['--jsn', '00'],
      "error: unknown option '--jsn'\n(Did you mean --json?)\n",
    ],
    [
      'a capture without packets',
      [file('none.pcap', Buffer.from('d4c3b2a1020004000000000000000000ffff000001000000', 'hex'))],
      'input: pcap, 0 packets, 0 bytes\nerror: there is no packet in this pcap\n',
    ],
    [
      'an option that is like no other',
      ['--xyzzy', '00'],
      "error: unknown option '--xyzzy'\n  --help shows what there is\n",
    ],
    [
      'two ways to read operands',
      ['--hex', '--file', '00'],
      "error: option '--file' cannot be used with option '--hex'\n  --help shows what there is\n",
    ],
    [
      'annotations where nothing holds them',
      ['--annotate', '-f', 'summary', '00'],
      'error: --annotate goes with -f json or ndjson, not with summary\n',
    ],
  ])('%s', (_, args, message) => {
    expect(decode(...args)).toEqual({ status: 2, stdout: '', stderr: message });
  });

  it.each<[string, readonly string[], RegExp]>([
    [
      'an unknown format',
      ['decode', '--format', 'xml', '00'],
      /no format is called 'xml'; there are table, .*json/,
    ],
    ['an option without its value', ['decode', '00', '--from'], /--from/],
    ['no command', [], /a command is needed/],
    ['bytes in place of a command', ['4500'], /unknown command '4500'\n {2}tcpip decode reads/],
    ['--at and a format', ['decode', '--at', '0', '--json', '00'], /--at .* cannot be used/],
    ['an unknown command', ['deocde'], /unknown command 'deocde'\n\(Did you mean decode\?\)/],
  ])('%s', (_, args, message) => {
    const { status, stdout, stderr } = tcpip(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^ {4}at /m);
  });
});

describe('what cannot be read, with exit code 2', () => {
  it.each(wrong.filter(([text]) => text.length < 10_000))('%j', (text, error) => {
    const stderr = `error: ${error.split('\n').map(visible).join('\n')}\n`;
    expect(tcpip(['decode'], text)).toEqual({ status: 2, stdout: '', stderr });
  });
});

it('help goes to standard output, with exit code 0', () => {
  for (const args of [['--help'], ['decode', '--help']]) {
    const { status, stdout, stderr } = tcpip(args);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('Usage: tcpip');
  }
});

describe.runIf(process.platform === 'linux')('input and output that fail', () => {
  /** Runs a line of the shell, where `tcpip` is this program. */
  function shell(line: string) {
    const script = `set -o pipefail; tcpip() { "${process.execPath}" "${bin}" "$@"; }; ${line}`;
    const { status, stdout, stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
    return { status, stdout, stderr };
  }

  it('a file that cannot be read: exit code 74', () => {
    const { status, stdout, stderr } = decode('/proc/self/mem');
    expect({ status, stdout }).toEqual({ status: 74, stdout: '' });
    expect(stderr).toMatch(/^error: \/[^\n]*: i\/o error\n$/);
  });

  it('a full disk: exit code 74', () => {
    const { status, stderr } = shell(`tcpip decode ${SYN} > /dev/full`);
    expect(status).toBe(74);
    expect(stderr).toMatch(/^error: standard output: no space left on device\n$/m);
  });

  it('a closed pipe: no complaint', () => {
    expect(shell(`tcpip decode ${SYN} | head -1`)).toEqual({
      status: 0,
      stdout: expect.stringMatching(/^#1 [^\n]*\n$/),
      stderr: READ,
    });
    // More than a pipe holds, so that the write itself fails.
    const large = file('large.hex', 'a5'.repeat(30_000));
    const { stderr } = shell(
      `tcpip decode -q --json --annotate "${large}" --from data | head -c 1`,
    );
    expect(stderr).toBe('');
    expect(shell(`tcpip decode -q "${large}" --json | true`).stderr).toBe('');
  });

  const hasScript = spawnSync('script', ['--version']).status === 0;
  it.runIf(hasScript)('no operand and a terminal: what to do, exit code 2', () => {
    const script = `script -qec '"${process.execPath}" "${bin}" decode' /dev/null`;
    const { status, stdout } = spawnSync('bash', ['-c', script], {
      encoding: 'utf8',
      timeout: 60_000,
    });
    expect(status).toBe(2);
    expect(stdout).toMatch(/^error: no bytes to decode/);
  });

  it.runIf(hasScript)('a terminal has messages in lines of its width', () => {
    const line = `stty cols 50; "${process.execPath}" "${bin}" decode -f foo 45`;
    const script = `script -qec '${line}' /dev/null`;
    const { stdout } = spawnSync('bash', ['-c', script], { encoding: 'utf8', timeout: 60_000 });
    const [first = '', ...others] = stdout.trimEnd().split('\r\n');
    expect(first).toMatch(/^error: no format is called 'foo'; there are/);
    expect(others.length).toBeGreaterThan(1);
    for (const one of others) expect(one).toMatch(/^ {7}\w.{0,42}$/);
  });

  it('hex from a pipe that ends late', () => {
    const { status, stdout } = shell(
      `(printf ${SYN.slice(0, 40)}; sleep 0.3; printf ${SYN.slice(40)}) | tcpip decode`,
    );
    expect(status).toBe(0);
    expect(stdout).toBe(decode(SYN).stdout);
  });

  it('hex from a pipe that another process made non-blocking', () => {
    const other = `"${process.execPath}" -e 'process.stdin.isTTY; setTimeout(() => {}, 900)' <&0`;
    const line = `(sleep 0.6; printf ${SYN}) | { ${other} & sleep 0.3; tcpip decode; }`;
    expect(shell(line)).toEqual({ status: 0, stdout: decode(SYN).stdout, stderr: READ });
  });
});

describe('control characters', () => {
  // A DNS answer would do; the shortest is text that a protocol shows: a PPPoE service name.
  const evil = '1b5b326d07c29be280ae';
  const discovery = `ffffffffffff0200000000018863 1109 0000 000e 0101 000a ${evil}`.replaceAll(
    ' ',
    '',
  );
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  const raw = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/;

  it.each([[[]], [['--json']], [['--json', '--annotate']], [['-f', 'ndjson']]])(
    'of packets never reach the terminal: %j',
    (options) => {
      const { status, stdout } = decode(...options, discovery);
      expect(status).toBe(0);
      expect(stdout).not.toMatch(raw);
      expect(stdout).toContain('\\u001b[2m');
      expect(stdout).toContain('\\u202e');
    },
  );

  it('say the same in JSON', () => {
    const [packet] = json('--json', discovery).packets;
    expect(JSON.stringify(packet)).toContain(
      JSON.stringify('\u001b[2m\u0007\u009b\u202e').slice(1, -1),
    );
  });

  it.each([
    [['decode', '--from', '\u001b[31mtcp', '00']],
    [['decode', '45\u001bX']],
    [['decode', '--linktype', '\u001b[31m', '00']],
    [['decode', '--\u001b[31m', '00']],
    [['\u001b[31m\u202e']],
  ])('of the command line do not either: %j', (args) => {
    const { status, stderr } = tcpip(args);
    expect(status).toBe(2);
    expect(stderr).not.toMatch(raw);
    expect(stderr).toContain(args[1] === '45\u001bX' ? '\\u001bX' : '\\u001b[31m');
  });
});
