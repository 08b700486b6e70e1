import { describe, expect, it } from 'vitest';
import type { PlanOptions } from '../../../src/commands/edit-plan.js';
import { decoded, edited, SYN } from './editing.js';

const asked = async (options: PlanOptions): Promise<string[]> =>
  (await edited(SYN, 1, options)).changes
    .filter(({ follows }) => !follows)
    .map(({ name, before, after }) => `${name}: ${before} → ${after}`);

describe('what is told of a change', () => {
  it.each<[PlanOptions, string]>([
    [{ set: ['ip.dsfield=0xb8'] }, 'ip.dsfield: dscp 0 ecn 0 → dscp 46 ecn 0'],
    [{ unset: ['tcp.options.timestamp'] }, 'tcp.options.timestamp: timestamp 1 0 → removed'],
    [
      { set: ['tcp.options=mss=1400,nop'] },
      'tcp.options: mss 1460, sack_perm, timestamp 1 0, nop, wscale 7 → mss 1400, nop',
    ],
    [
      { set: ['tcp.options=none'] },
      'tcp.options: mss 1460, sack_perm, timestamp 1 0, nop, wscale 7 → nothing',
    ],
    [{ add: ['tcp.options.nop'] }, 'tcp.options.nop: nothing → nop'],
    [{ unset: ['ip.ttl'] }, 'ip.ttl: 64 → its default'],
    [{ unset: ['ip.checksum'] }, 'ip.checksum: 0xa2b7 → computed'],
  ])('%o', async (options, text) => {
    expect(await asked(options)).toEqual([text]);
  });

  it('counts one byte as one', async () => {
    const push = ["raw 'x' after tcp"];
    expect(await asked({ push, maskPayload: true })).toContain('tcp payload: 1 byte → masked');
  });
});

describe('layers in words', () => {
  it('keeps together what quotes hold', async () => {
    for (const text of ["raw 'two words' after tcp", 'raw "two words" after tcp']) {
      const { bytes } = await edited(SYN, 1, { push: [text] });
      const data = decoded(bytes, 1).layer('data')?.fields.data;
      expect(Buffer.from(String(data), 'hex').toString()).toBe('two words');
    }
  });

  it.each<[PlanOptions, string, string]>([
    [{ pop: ['vlna'] }, "'vlna' is no layer", "did you mean 'vlan'?"],
    [{ strip: ['nonsense'] }, "'nonsense' is no layer", 'eth, vlan, ip, gre …'],
    [
      { push: ['vlan idd=5'] },
      "no field is called 'vlan.idd'; did you mean 'vlan.id'?",
      "in 'idd=5'",
    ],
    [{ set: ['ttl=3'] }, '--set ttl=3: a field is named with its protocol', '--set ip.ttl=3'],
    [{ unset: ['ip'] }, '--unset ip: a field is named', '--unset tcp.options.timestamp; --pop'],
  ])('%o', async (options, message, hint) => {
    const error: unknown = await edited(SYN, 1, options).catch((one: unknown) => one);
    expect((error as Error).message).toContain(message);
    expect((error as { hint: string }).hint).toContain(hint);
  });
});

describe('maps in words', () => {
  const NO_NETWORK = "'10.0.0.0/33' is no network: behind / stand 0 to 32";
  it.each([
    ['80=70000', "'70000' is no port"],
    ['10.0.0.300=192.0.2.1', "'10.0.0.300' is no address like 192.0.2.1"],
    ['10.0.0.0/33=192.0.2.0', NO_NETWORK],
    ['10.0.0.0/8=192.0.2.1', 'of 192.0.2.1 only the first 8 bits would count'],
    ['2001:db8::/127=2001:db8::1', 'only the first 127 bits would count'],
    ['80', 'from=to is needed'],
  ])('refuses %s', async (map, message) => {
    await expect(edited(SYN, 1, { map: [map] })).rejects.toThrow(message);
  });

  it.each([
    ['https=8443', 'tcp.dstport: 443 → 8443'],
    ['443=domain', 'tcp.dstport: 443 → 53'],
    ['192.0.2.0/24=10.1.1.0', 'ip.src: 192.0.2.1 → 10.1.1.1'],
    ['192.0.0.0/8=10.1.1.0/8', 'ip.src: 192.0.2.1 → 10.0.2.1'],
  ])('takes %s', async (map, text) => {
    expect(await asked({ map: [map] })).toEqual([text]);
  });
});
