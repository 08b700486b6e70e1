import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlanOptions } from '../../../src/commands/edit-plan.js';
import { allFixtures } from '../../fixtures.js';
import { editing, toHex } from './editing.js';

const fixtures = allFixtures();
const plans: PlanOptions[] = [
  { set: ['ip.ttl#*-=1', 'tcp.flags=SA', 'udp.dstport=5', 'ipv6.hlim=0'] },
  { set: ['tcp.options.mss_val=9', 'dns.queries.0.name=a.example', 'arp.src.proto_ipv4=1.2.3.4'] },
  { add: ['tcp.options.mss_val=9', 'ip.opt.rr.ptr=4', 'tcp.options.nop'] },
  { set: ['tcp.options=mss=1,nop,nop', 'data.data=cafe'] },
  { unset: ['ip.checksum', 'tcp.options', 'udp.checksum', 'ip.opt', 'icmp.checksum'] },
  { push: ['vlan id=5'] },
  { push: ['mpls label=5 before ip'], fix: 'all' },
  { wrap: ['gre'] },
  { wrap: ['ipv6'] },
  { pop: ['ip'] },
  { pop: ['ip#*', 'vlan#*'] },
  { strip: ['eth'] },
  { strip: ['ip'], fix: false },
  { map: ['0.0.0.0/0=255.0.0.0/0', '::/1=8000::/1', '0-40000=10000-50000'] },
  { anonymize: true, seed: 'x', maskPayload: true },
  { insert: ['20:ffff', 'end:00', '-1:11'] },
  { delete: ['13:3', '-2:1'] },
  { patch: ['0:ffffffffffffffffffffffffffffffffffffffffffffffff'] },
  { fix: 'all' },
  { fix: 'sums', truncate: '30', mutate: '5' },
];
const all = await Promise.all(plans.map(editing));

/** Fields at the fixed head, behind it and behind the payload, and those that may be missing. */
const settings: PlanOptions[] = [
  { set: ['ip.ttl=9'] },
  { set: ['eth.len=9'] },
  { set: ['eth.fcs=1'] },
  { set: ['eth.trailer=aa'] },
  { set: ['ip.opt=[{"type":1}]'] },
  { set: ['tcp.options=mss=1,nop,nop'] },
  { set: ['tcp.options.mss_val=9', 'ip.src=1.2.3.4'] },
  { set: ['tcp.flags.syn^=1', 'gre.key=4', 'dns.id=3', 'icmp.ident=4'] },
  { set: ['data.data=cafe'] },
  { add: ['tcp.options.mss_val=9'] },
  { add: ['eth.padding=0000'] },
  { map: ['0.0.0.0/0=255.0.0.0/0', '::/1=8000::/1', '0-40000=10000-50000'] },
];
const quick = await Promise.all(settings.map(editing));

const cases = fc.record({
  fixture: fc.constantFrom(...fixtures),
  noise: fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }),
  length: fc.option(fc.nat(200), { freq: 3 }),
  plan: fc.nat(plans.length - 1),
});

describe('any packet', () => {
  it('can be edited in any way: nothing throws, nothing hangs, the same comes twice', () => {
    fc.assert(
      fc.property(cases, ({ fixture, noise, length, plan }) => {
        const whole = fixture.bytes.slice();
        for (const [at, value] of noise) whole[at % whole.length] = value;
        const bytes = length === null ? whole : whole.slice(0, length);
        const one = all[plan]?.slowly(bytes, fixture.linktype);
        const other = all[plan]?.slowly(bytes, fixture.linktype);
        expect(toHex(one?.bytes ?? bytes)).toBe(toHex(other?.bytes ?? bytes));
        // What was not changed is told of nowhere, and what was is.
        const changed = toHex(one?.bytes ?? bytes) !== toHex(bytes);
        if (changed) expect(one?.changes.length, JSON.stringify(plans[plan])).toBeGreaterThan(0);
      }),
      { numRuns: 4000 },
    );
  });

  it('becomes the same on the quick way, where that is taken', () => {
    for (const { name, bytes, linktype } of fixtures) {
      quick.forEach(({ slowly, quickly }, i) => {
        const { done, bytes: own } = quickly(bytes, linktype);
        const wanted = done === undefined ? bytes : slowly(bytes, linktype).bytes;
        expect(toHex(own), `${name}, ${JSON.stringify(settings[i])}`).toBe(toHex(wanted));
      });
    }
  });
});
