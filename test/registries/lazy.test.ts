import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it, vi } from 'vitest';

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  return { ...fs, readFileSync: vi.fn(fs.readFileSync) };
});

const folder = fileURLToPath(new URL('../../src/registries/', import.meta.url));

it('reads no table before the first question, and each table once', async () => {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts'))) {
    await import(`../../src/registries/${file}`);
  }
  const { tcpPorts, udpPorts } = await import('../../src/registries/ports.js');
  expect(readFileSync).not.toHaveBeenCalled();

  expect(tcpPorts.nameOf(22)).toBe('ssh');
  expect(tcpPorts.nameOf(23)).toBe('telnet');
  expect(tcpPorts.numberOf('domain')).toBe(53);
  expect(udpPorts.nameOf(53)).toBe('domain');
  expect(readFileSync).toHaveBeenCalledTimes(1);
});

it('asks for no table about a number that none can hold', async () => {
  const { etherTypes } = await import('../../src/registries/ethertypes.js');
  vi.mocked(readFileSync).mockClear();
  for (const value of [-1, 65536, 2048.5, 2 ** 32 + 2048, Number.NaN]) {
    expect(etherTypes.nameOf(value)).toBeUndefined();
  }
  expect(readFileSync).not.toHaveBeenCalled();
});

it('asks for no table about what may be a range of numbers', async () => {
  const { sctpPorts } = await import('../../src/registries/ports.js');
  vi.mocked(readFileSync).mockClear();
  for (const text of ['1-65535', '1..30', '7']) expect(sctpPorts.numberOf(text)).toBeUndefined();
  expect(readFileSync).not.toHaveBeenCalled();
});
