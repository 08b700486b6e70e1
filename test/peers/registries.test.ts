import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registryOf } from '../registries/all.js';

function tshark(...options: string[]): string {
  const run = spawnSync('tshark', options, { encoding: 'latin1', maxBuffer: 2 ** 28 });
  if (run.status !== 0) throw new Error(run.error?.message ?? run.stderr);
  return run.stdout;
}

const tables: Readonly<Record<string, string>> = {
  'arp.hw.type': 'arpHardware',
  'arp.opcode': 'arpOperations',
  'dccp.type': 'dccpTypes',
  'dns.flags.opcode': 'dnsOpcodes',
  'dns.flags.rcode': 'dnsRcodes',
  'dns.qry.class': 'dnsClasses',
  'dns.qry.type': 'dnsTypes',
  'eth.type': 'etherTypes',
  'icmpv6.type': 'icmpv6Types',
  'igmp.type': 'igmpTypes',
  'ip.dsfield.dscp': 'dscp',
  'ip.proto': 'ipProtocols',
  'ipv6.opt.type': 'ipv6Options',
  'llc.dsap': 'llcSaps',
  'mip6.mhtype': 'mobilityTypes',
  'null.family': 'addressFamilies',
  'ppp.protocol': 'pppProtocols',
  'sctp.chunk_type': 'sctpChunkTypes',
  'sll.pkttype': 'sllPacketTypes',
  'tcp.option_kind': 'ianaTcpOptionKinds',
};

/** Numbers that tshark names and IANA does not. */
const unofficial = ['dns.qry.type 0', 'ip.proto 173', 'ip.proto 224'];

describe('the values that tshark names', () => {
  let values: { field: string; table: string; value: number; text: string }[];

  beforeAll(() => {
    values = tshark('-G', 'values')
      .split('\n')
      .flatMap((line) => {
        const [form, field = '', value = '', text = ''] = line.split('\t');
        const table = tables[field];
        return form === 'V' && table ? [{ field, table, value: Number(value), text }] : [];
      });
  }, 60_000);

  it('has all those tables', () => {
    expect([...new Set(values.map(({ field }) => field))].sort()).toEqual(
      Object.keys(tables).sort(),
    );
  });

  it('are named here too', () => {
    const lacking = values
      .filter(({ text }) => !/^(unassigned|reserved)$/i.test(text))
      .filter(({ table, value }) => registryOf(table).nameOf(value) === undefined)
      .map(({ field, value }) => `${field} ${value}`);
    expect(lacking).toEqual(unofficial);
  });

  it('mean the same: nine of ten have a word in common', () => {
    const wordsOf = (text: string) => text.toLowerCase().split(/[^a-z0-9]+/);
    const alike = values.filter(({ table, value, text }) => {
      const { nameOf, textOf } = registryOf(table);
      const ours = wordsOf(`${nameOf(value)?.replaceAll('_', ' ')} ${textOf(value)}`);
      return wordsOf(text).some((word) => word.length > 1 && ours.includes(word));
    });
    const named = values.filter(({ text }) => !/^(unassigned|reserved)$/i.test(text));
    expect(alike.length / named.length).toBeGreaterThan(0.9);
  });
});

describe('the ports that tshark names', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tcpip-ports-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ['tcp', 6],
    ['udp', 17],
  ] as const)(
    '%s: have that name here, or it as an alias',
    (protocol, number) => {
      const file = join(folder, `${protocol}.pcap`);
      writeFileSync(file, capture(number));
      const table = registryOf(`${protocol}Ports`);
      const only = ['-Y', `${protocol}.dstport`, '-O', protocol];
      const named = tshark('-r', file, '-N', 't', ...only).matchAll(
        /^ {4}Destination Port: (\S+) \((\d+)\)$/gm,
      );
      const differ: string[] = [];
      let count = 0;
      for (const [, name = '', port] of named) {
        // tshark cuts names at 15 characters.
        if (name === port || name.length >= 15) continue;
        count++;
        const same = table.nameOf(Number(port)) === name || table.numberOf(name) === Number(port);
        if (!same) differ.push(`${port} ${name}`);
      }
      expect(count).toBeGreaterThan(4000);
      // IANA has renamed some since, and has several names for others.
      expect(differ.length / count).toBeLessThan(0.01);
    },
    60_000,
  );
});

/** A capture of raw IP with one packet to each registered port. */
function capture(protocol: number): Buffer {
  const size = protocol === 6 ? 40 : 28;
  const head = Buffer.alloc(24);
  head.writeUInt32LE(0xa1b2c3d4, 0);
  head.writeUInt16LE(2, 4);
  head.writeUInt16LE(4, 6);
  head.writeUInt32LE(65535, 16);
  head.writeUInt32LE(101, 20);
  const records = [head];
  for (let port = 1; port < 49152; port++) {
    const record = Buffer.alloc(16 + size);
    record.writeUInt32LE(size, 8);
    record.writeUInt32LE(size, 12);
    const packet = record.subarray(16);
    packet[0] = 0x45;
    packet.writeUInt16BE(size, 2);
    packet[8] = 64;
    packet[9] = protocol;
    packet.writeUInt32BE(0xc0000201, 12);
    packet.writeUInt32BE(0xc6336402, 16);
    packet.writeUInt16BE(65000, 20);
    packet.writeUInt16BE(port, 22);
    if (protocol === 6) packet[32] = 0x50;
    else packet.writeUInt16BE(8, 24);
    records.push(record);
  }
  return Buffer.concat(records);
}
