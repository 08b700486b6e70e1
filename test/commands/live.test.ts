import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const bin = fileURLToPath(new URL('../../bin/tcpip.js', import.meta.url));
const HEADER = 'd4c3b2a1020004000000000000000000ffff000001000000';
const IPV4 = '0200000000020200000000010800450000140000000040118ea2c0000201c6336402';

it('shows a packet when it is there, and does not wait for the next one', async () => {
  const child = spawn(process.execPath, [bin, 'decode', '-q', '-f', 'summary', '-']);
  const [size, time] = ['22000000', '00f15365'];
  for (const number of [1, 2, 3]) {
    if (number === 1) child.stdin.write(Buffer.from(HEADER, 'hex'));
    child.stdin.write(Buffer.from(`${time}00000000${size}${size}${IPV4}`, 'hex'));
    // It would wait for ever.
    const [line] = await once(child.stdout, 'data');
    expect(String(line)).toMatch(
      new RegExp(`^ +${number} .*192\\.0\\.2\\.1 → 198\\.51\\.100\\.2.*\n$`),
    );
  }
  child.stdin.end();
  const [status] = await once(child, 'close');
  expect(status).toBe(0);
});
