import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { crewFor } from '../../src/start/crew.js';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tcpip-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A file of zeros, which take no room on the disk. */
function file(size: number): string {
  const path = join(folder, `${size}.pcap`);
  const handle = openSync(path, 'w');
  ftruncateSync(handle, size);
  closeSync(handle);
  return path;
}

describe('a crew', () => {
  const large = file(1 << 28);
  const small = file((1 << 27) - 1);

  it.each([
    ['no command', []],
    ['one that never shares', ['info', large]],
    ['a name that every object has', ['constructor', large]],
    ['a small file', ['checksum', small]],
    ['a file of which few packets are chosen', ['decode', '--filter', 'arp', large]],
    ['the same in short', ['decode', large, '-Yarp']],
    ['a file that is not there', ['decode', join(folder, 'missing.pcap')]],
    ['hex, which is longer than names may be', ['decode', '45'.repeat(5000)]],
    ['what is no name', ['decode', 'a\0b']],
  ])('is not called for %s', (_, args) => {
    expect(crewFor(args, dist)).toBeUndefined();
  });

  it('waits until it is told, and can be sent away before', async () => {
    const crew = crewFor(['checksum', '--fix', large], dist);
    expect(crew?.workers).toHaveLength(Math.min(4, availableParallelism()) - 1);
    for (const worker of crew?.workers ?? []) {
      const ended = new Promise((resolve) => worker.once('exit', resolve));
      await new Promise((resolve) => worker.once('online', resolve));
      await worker.terminate();
      expect(await ended).toBe(1);
    }
  });
});
