import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { formatNames } from '../../src/output/formats.js';

const bin = fileURLToPath(new URL('../../bin/tcpip.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tcpip-encode-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A TCP SYN with five options: Ethernet, IPv4, TCP. */
const SYN =
  '02000000000202000000000108004500003cabcd40004006a2b7c0000201c6336402' +
  'c82201bb000003e800000000a002faf093110000020405b40402080a000000010000000001030307';
/** The same with a TTL of 1 and the checksum that goes with it. */
const FIXED = SYN.replace('4006a2b7', '0106e1b7');

function tcpip(args: readonly string[], input: string | Uint8Array = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    input,
    encoding: 'latin1',
    maxBuffer: 1 << 28,
    env: { ...process.env, TCPIP_DEBUG: '' },
  });
  return { status, stdout, stderr: Buffer.from(stderr, 'latin1').toString() };
}
const encode = (input: string | Uint8Array, ...args: readonly string[]) =>
  tcpip(['encode', ...args], input);
const decoded = (...args: readonly string[]) => tcpip(['decode', '-q', ...args]).stdout;

function file(name: string, text: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const json = decoded('--json', SYN);
/** As jq would with '.packets[0].layers[1].fields.ttl = 1'. */
function edited(text: string): string {
  const document = JSON.parse(text);
  document.packets[0].layers[1].fields.ttl = 1;
  return JSON.stringify(document, null, 2);
}
const done = (stdout: string) => ({ status: 0, stdout, stderr: '' });

describe('tcpip encode', () => {
  it('gives back what decode has read, from a file, a pipe, packed, as an operand', () => {
    const path = file('syn.json', json);
    expect(encode(json)).toEqual(done(`${SYN}\n`));
    expect(encode(json, '-')).toEqual(done(`${SYN}\n`));
    expect(encode('', path)).toEqual(done(`${SYN}\n`));
    expect(encode(gzipSync(json))).toEqual(done(`${SYN}\n`));
    expect(encode('', JSON.stringify(JSON.parse(json)))).toEqual(done(`${SYN}\n`));
    expect(encode(json, path, '-', path)).toEqual(done(`${SYN}\n`.repeat(3)));
    expect(encode(decoded('--json', '--annotate', SYN))).toEqual(done(`${SYN}\n`));
    expect(encode(decoded('-f', 'ndjson', SYN))).toEqual(done(`${SYN}\n`));
  });

  it('keeps what is wrong and tells what it should be; --fix computes it; --quiet is quiet', () => {
    const kept = SYN.replace('4006a2b7', '0106a2b7');
    expect(encode(edited(json))).toEqual({
      ...{ status: 0, stdout: `${kept}\n` },
      stderr:
        'warning: packet 1, layers[1].fields.checksum (ip): ' +
        '41655 is kept, 57783 would be right\n--fix computes them anew\n',
    });
    expect(encode(edited(json), '--fix')).toEqual(done(`${FIXED}\n`));
    expect(encode(edited(json), '-q')).toEqual(done(`${kept}\n`));
  });

  it('says no more than ten times that something is wrong', () => {
    const one = `${JSON.stringify(JSON.parse(edited(json)).packets[0])}\n`;
    const { status, stderr } = encode(one.repeat(1011));
    expect(status).toBe(0);
    expect(stderr.split('\n')).toHaveLength(13);
    expect(stderr).toMatch(/^warning: 1,001 more values kept though wrong$/m);
  });

  it('makes packets of what a person writes', () => {
    const layers = [
      { protocol: 'ip', fields: { src: '192.0.2.1', dst: '198.51.100.2' } },
      { protocol: 'udp', fields: { srcport: 'domain', dstport: 'domain' } },
      { protocol: 'data', fields: { data: '68656c6c6f' } },
    ];
    const { status, stdout, stderr } = encode(JSON.stringify({ layers }));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const [, ip, udp] = JSON.parse(decoded('--json', '--linktype', 'raw', stdout.trim())).packets[0]
      .layers;
    expect(ip.fields).toMatchObject({ len: 33, proto: 17, checksum_status: 'good' });
    expect(udp.fields).toMatchObject({ length: 13, srcport: 53, checksum_status: 'good' });
  });

  it('writes every format as decode does', () => {
    const path = file('formats.json', json);
    const columns = ['-e', 'ip.src', '-E', 'header=y'];
    for (const format of formatNames) {
      const look = ['-f', format, '--width', '80'];
      expect(encode('', path, ...look), format).toEqual(done(decoded(SYN, ...look)));
    }
    expect(encode(json, ...columns)).toEqual(done(decoded(SYN, ...columns)));
    expect(encode(json, '--json').stdout).toBe(json);
    expect(encode(json, '-f', 'csv', '-e', 'ip.ttl').stdout).toBe('ip.ttl\n64\n');
  });

  describe('into captures', () => {
    const frame = {
      number: 1,
      time: '1700000000.123456789',
      len: 80,
      caplen: 74,
      linktype: 1,
      interface: 'eth0',
      direction: 'in',
      comments: ['one', 'two'],
    };
    const full = JSON.stringify({ ...JSON.parse(json).packets[0], frame });

    it('keeps time, length, comments and interface', () => {
      for (const name of ['all.pcapng', 'all.pcap']) {
        const path = join(folder, name);
        const { status, stdout, stderr } = encode(full, '-w', path);
        expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
        const [packet] = JSON.parse(decoded('--json', path)).packets;
        const { interface: _, direction, comments, ...rest } = frame;
        expect(packet.frame).toEqual(name.endsWith('ng') ? frame : rest);
        const lost =
          'a pcap file has no room for comments: they are left out; --to pcapng keeps them';
        const kind = name.endsWith('ng') ? 'pcapng' : 'pcap';
        expect(stderr).toBe(
          `${kind === 'pcap' ? `${lost}\n` : ''}output: ${kind} in ${path}, 1 packet, 74 bytes\n`,
        );
      }
    });

    it('goes to a pipe as pcap, or as --to says', () => {
      const pcap = encode(full, '-w', '-').stdout;
      expect(pcap.startsWith('\x4d\x3c\xb2\xa1')).toBe(true);
      expect(encode(full, '--to', 'pcapng').stdout.startsWith('\n\r\r\n')).toBe(true);
      const path = file('pipe.pcap', Buffer.from(pcap, 'latin1'));
      expect(decoded('-f', 'hex', path)).toBe(`${SYN}\n`);
    });

    it('overwrites nothing without --force, and leaves nothing behind when it fails', () => {
      const path = file('there.pcap', 'there');
      const there = encode(full, '-w', path);
      expect(there.status).toBe(2);
      expect(there.stderr).toBe(`error: ${path} exists already\n  --force overwrites it\n`);
      expect(readFileSync(path, 'utf8')).toBe('there');
      expect(encode(full, '-w', path, '--force', '-q')).toEqual(done(''));
      expect(encode(`${full}\nx`, '-w', join(folder, 'broken.pcap')).status).toBe(2);
      expect(existsSync(join(folder, 'broken.pcap'))).toBe(false);
      expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    });

    it('has to know the link type, one for all in a pcap', () => {
      const layers = '{"layers":[{"protocol":"udp"}]}\n';
      const where = join(folder, 'none.pcap');
      expect(encode(layers, '-w', where).stderr).toMatch(
        /^error: packet 1, layers\[0\]\.protocol: no link type begins with udp: --linktype says one /,
      );
      expect(encode(layers, '-w', where, '--linktype', 'user0', '-q').status).toBe(0);
      const two = `${full}\n{"layers":[{"protocol":"ip"}]}`;
      expect(encode(two, '-w', join(folder, 'two.pcap')).stderr).toMatch(
        /^error: packet 2: link type 228 behind packets of link type 1: pcapng holds both, /,
      );
      expect(encode(two, '-w', join(folder, 'two.pcapng'), '-q').status).toBe(0);
    });
  });

  it('says that a fixed packet was cut off', () => {
    const cut = decoded('--json', file('cut.hex', SYN.slice(0, 120)));
    const document = JSON.parse(cut);
    document.packets[0].frame.len = 74;
    const { stderr } = encode(JSON.stringify(document), '--fix');
    expect(stderr).toBe('1 packet was cut off when captured: fixed to what is here\n');
  });

  it.each<[string, string, readonly string[], string]>([
    ['nothing', '', [], 'no JSON to encode\n  tcpip encode packets.json, or pipe it in'],
    ['hex', SYN, [], 'hex is no JSON\n  tcpip decode reads it, and dumps of any form'],
    ['hex', '', [SYN], 'hex is no JSON\n  tcpip decode reads it, and dumps of any form'],
    [
      'a capture',
      '\n\r\r\n\x1c\0\0\0\x4d\x3c\x2b\x1a',
      [],
      'a capture is no JSON\n  tcpip decode --json makes JSON of it',
    ],
    [
      'another schema',
      '{"schema": 2}',
      [],
      'schema 1 is what can be read here, not 2: a newer tcpip has written it ' +
        '(line 1, column 12)\n  {"schema": 2}\n             ^',
    ],
    [
      'a key that is not known',
      '{"layers": [{"protocol": "ip",\n  "fields": {"tll": 1}}]}',
      [],
      "packet 1, layers[0].fields.tll: no such field; did you mean 'ttl'? " +
        '(line 2, column 14)\n    "fields": {"tll": 1}}]}\n               ^',
    ],
    [
      'two things to write',
      '{}',
      ['-f', 'c', '--to', 'pcap'],
      '--to pcap and -f c are two things to write',
    ],
    [
      'a terminal in a key',
      '{"layers": [], "\u001b[2J": 1}',
      [],
      'a control character stands between quotes: \\u001b means it (line 1, column 17)\n' +
        '  {"layers": [], "\\u001b[2J": 1}\n                  ^',
    ],
  ])('ends with 2 and says what is wrong: %s', (_, input, args, message) => {
    expect(encode(input, ...args)).toEqual({
      status: 2,
      stdout: '',
      stderr: `error: ${message}\n`,
    });
  });

  it('names the file among several', () => {
    const good = file('good.json', json);
    const bad = file('bad.json', '[1]');
    expect(encode('', good, bad).stderr).toMatch(`error: ${bad}: a packet is needed: `);
  });

  it('says that a file is not there, and which was meant', () => {
    file('packets.json', json);
    for (const [name, hint] of [
      ['absent', 'JSON itself begins with { or ['],
      ['pakets.json', `did you mean the file '${join(folder, 'packets.json')}'?`],
    ] as const) {
      const stderr = `error: no such file: ${join(folder, name)}\n  ${hint}\n`;
      expect(encode('', join(folder, name))).toEqual({ status: 2, stdout: '', stderr });
    }
  });

  it.each([
    ['{"schema": 1, "packets": []}', []],
    ['[]', ['--json', '-q']],
    ['[]', ['-w', join(folder, 'empty.pcap')]],
  ])('ends with 2, and writes nothing, where there is no packet: %s %j', (text, args) => {
    const stderr = 'error: there is no packet in this JSON\n';
    expect(encode(text, ...args)).toEqual({ status: 2, stdout: '', stderr });
    expect(existsSync(join(folder, 'empty.pcap'))).toBe(false);
  });

  it('is named where decode is given JSON', () => {
    for (const text of [json, JSON.stringify(JSON.parse(json)), '[\n{"layers": []}]', '[{}]']) {
      expect(tcpip(['decode'], text)).toEqual({
        ...{ status: 2, stdout: '' },
        stderr: 'error: no bytes found: the text is JSON\n  tcpip encode reads packets in JSON\n',
      });
    }
  });
});
