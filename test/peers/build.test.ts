import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { CraftError } from '../../src/craft/craft-error.js';
import { decode } from '../../src/index.js';
import { readCapture } from '../../src/input/capture.js';
import { HEADERS, type Line, lines } from './build-lines.js';
import { compare } from './compare.js';
import { grouped } from './grouped.js';
import { Folder } from './scapy.js';
import { type PeerPacket, tshark } from './tshark.js';

const folder = new Folder();
afterAll(() => folder.remove());

interface Made extends Line {
  readonly linktype: number;
  readonly bytes: Uint8Array;
}

/** Each line as a shell runs it. */
function made(): Made[] {
  const bin = fileURLToPath(new URL('../../bin/tcpip.js', import.meta.url));
  const path = (i: number) => join(folder.path, `line${i}.pcap`);
  const script = lines.map(
    ({ line }, i) => `"${process.execPath}" "${bin}" build ${line} -q -w "${path(i)}"`,
  );
  execFileSync('sh', ['-e'], { input: script.join('\n'), stdio: ['pipe', 'inherit', 'inherit'] });
  return lines.map((one, i) => {
    const [frame] = readCapture(readFileSync(path(i)));
    if (!frame) throw new CraftError(`${one.line}: no packet`);
    return { ...one, linktype: frame.linktype ?? 1, bytes: frame.bytes.slice() };
  });
}

/** What Scapy builds of its expressions, in hex, or what went wrong. */
function scapy(expressions: readonly string[]): string[] {
  const names = HEADERS.map((one) => one.slice(0, one.indexOf('='))).join(',');
  const values = HEADERS.map((one) => one.slice(one.indexOf('=') + 1)).join(',');
  const text = expressions.map((one) => `(lambda ${names}: ${one})(${values})`).join('\n');
  const [source, target] = ['lines.py', 'lines.txt'].map((name) => join(folder.path, name));
  writeFileSync(source as string, text);
  const script = fileURLToPath(new URL('evaluate.py', import.meta.url));
  execFileSync('/usr/bin/python3', ['-B', script, source as string, target as string]);
  return readFileSync(target as string, 'utf8').split('\n');
}

const all = made();
const peers = new Map<Made, PeerPacket>();
for (const [linktype, some] of grouped(all, (one) => one.linktype)) {
  const capture = folder.capture(
    linktype,
    some.map(({ bytes }) => bytes),
  );
  let next = 0;
  for await (const peer of tshark(capture)) peers.set(some[next++] as Made, peer);
}

/** What tshark calls an error, and we asked for. */
const ASKED = /ip_proto_unknown/;

describe('lines of tcpip build', () => {
  it('are 250 and more', () => {
    expect(new Set(all.map(({ line }) => line)).size).toBeGreaterThanOrEqual(250);
  });

  it('give packets without an error to tshark', () => {
    const found = all.flatMap((one) => {
      const { malformed, remarks = [] } = peers.get(one) ?? { malformed: true };
      const wrong = remarks.filter(
        ({ name, severity }) =>
          (severity === 'error' || name.includes('checksum')) && !ASKED.test(name),
      );
      return [
        ...(malformed ? [`${one.line}: malformed`] : []),
        ...wrong.map(({ name, message }) => `${one.line}: ${name}: ${message}`),
      ];
    });
    expect(found).toEqual([]);
  });

  it('have the fields that tshark reads', () => {
    const found = all.flatMap((one) => {
      const peer = peers.get(one);
      const packet = decode(one.bytes, { linktype: one.linktype });
      const compared = peer ? compare(packet, peer) : [];
      return compared
        .filter(({ outcome }) => outcome === 'differ')
        .map(({ name, ours, theirs }) => `${one.line}: ${name}: ${ours} is ${theirs?.show}`);
    });
    expect(found).toEqual([]);
  });

  it('give the bytes of Scapy', () => {
    const some = all.filter(({ scapy: expression }) => expression !== undefined);
    expect(some.length).toBeGreaterThan(200);
    const theirs = scapy(some.map((one) => one.scapy as string));
    const found = some.flatMap(({ line, bytes }, i) => {
      const hex = Buffer.from(bytes).toString('hex');
      const [other = ''] = theirs[i]?.split(' ') ?? [];
      return hex === other ? [] : [`${line}:\n  ours   ${hex}\n  theirs ${theirs[i]}`];
    });
    expect(found).toEqual([]);
  });
});
