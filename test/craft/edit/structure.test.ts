import { describe, expect, it } from 'vitest';
import { allFixtures } from '../../fixtures.js';
import {
  bytesOf,
  decoded,
  edited,
  editing,
  fromHex,
  SYN,
  toHex,
  verdicts,
  viewOf,
} from './editing.js';

const names = (bytes: Uint8Array, linktype = 1): string =>
  decoded(bytes, linktype)
    .layers.map(({ protocol }) => protocol.name)
    .join(' / ');
describe('options, texts and bytes', () => {
  it.each([
    ['set', 'tcp.options=mss=1200,nop,nop,sack_perm', 'eth / ip / tcp'],
    ['add', 'tcp.options.nop', 'eth / ip / tcp'],
    ['unset', 'tcp.options.mss', 'eth / ip / tcp'],
    ['unset', 'tcp.options', 'eth / ip / tcp'],
    ['unset', 'ip.checksum', 'eth / ip / tcp'],
  ])('--%s %s', async (option, text, layers) => {
    const { bytes, problem } = await edited(SYN, 1, { [option]: [text] });
    expect(problem).toBeUndefined();
    const packet = decoded(bytes, 1);
    expect(names(bytes)).toBe(layers);
    expect(verdicts(packet)).toEqual(['good', 'good']);
    expect(packet.layer('ip')?.fields.len).toBe(bytes.length - 14);
    expect(packet.notes.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('takes an option away and adds it again', async () => {
    const without = await edited(SYN, 1, { unset: ['tcp.options.mss'] });
    expect(decoded(without.bytes, 1).layer('tcp')?.fields.hdr_len).toBe(36);
    const again = await edited(without.bytes, 1, { add: ['tcp.options.mss_val=1460'] });
    const options = decoded(again.bytes, 1).layer('tcp')?.fields.options;
    expect(options).toContainEqual({ kind: 2, name: 'mss', mss_val: 1460 });
    expect(verdicts(decoded(again.bytes, 1))).toEqual(['good', 'good']);
  });

  it('leaves alone what has no such field', async () => {
    const { bytes, changes } = await edited(SYN, 1, {
      set: ['tcp.options.md5=00', 'udp.length=3'],
    });
    expect(toHex(bytes)).toBe(toHex(SYN));
    expect(changes).toEqual([]);
  });

  it('sets a name in a message, and what says how long it is', async () => {
    const query = allFixtures().find(({ file }) => file === 'dns');
    if (!query) throw new Error('no fixture');
    const { bytes, changes } = await edited(query.bytes, query.linktype, {
      set: ['dns.queries.0.name=a.much.longer.name.example'],
    });
    const was = verdicts(decoded(query.bytes, query.linktype));
    expect(changes[0]?.after).toContain('much.longer');
    expect(verdicts(decoded(bytes, query.linktype))).toEqual(was);
  });
});

describe('layers', () => {
  it.each([
    [{ push: ['vlan id=10'] }, 'eth / vlan / ip / tcp'],
    [{ push: ['vlan id=10 after eth'] }, 'eth / vlan / ip / tcp'],
    [{ push: ['ieee8021ad id=7 / vlan id=10'] }, 'eth / ieee8021ad / vlan / ip / tcp'],
    [{ push: ['mpls label=16 before ip'] }, 'eth / mpls / ip / tcp'],
    [{ wrap: ['gre'] }, 'eth / ip / gre / ip / tcp'],
    [{ wrap: ['ip dst=203.0.113.1'] }, 'eth / ip / ip / tcp'],
    [{ wrap: ['ipv6'] }, 'eth / ipv6 / ip / tcp'],
    [{ strip: ['eth'] }, 'ip / tcp'],
    [{ strip: ['ip'] }, 'tcp'],
  ])('%o', async (options, expected) => {
    const { changes, problem, bytes, view } = await edited(SYN, 1, options);
    expect(problem).toBeUndefined();
    expect(changes[0]).toMatchObject({ name: 'layers', before: 'eth / ip / tcp', after: expected });
    if (expected.startsWith('eth')) {
      expect(names(bytes)).toBe(expected);
      expect(verdicts(decoded(bytes, 1)).every((status) => status === 'good')).toBe(true);
    } else if (expected.startsWith('ip')) {
      expect(view.linktype).toBe(101);
      expect(names(bytes, 101)).toBe(`raw / ${expected}`);
    }
  });

  it('come and go without a trace, on all fixtures', async () => {
    const push = await editing({ push: ['vlan id=10 after eth'] });
    const pop = await editing({ pop: ['vlan'] });
    let some = 0;
    for (const { bytes, linktype, file, name } of allFixtures()) {
      if (linktype !== 1 || decoded(bytes, 1).layer('vlan')) continue;
      // Padding gives way to the tag; where there was less of it, nobody knows later that it was.
      const { padding = '' } = decoded(bytes, 1).layers[0]?.fields ?? {};
      if (padding !== '' && padding.length <= 8) continue;
      const pushed = push.slowly(bytes, linktype);
      if (pushed.problem !== undefined) continue;
      const type = decoded(bytes, 1).layers[1]?.protocol.name;
      // A length in place of a type tells of the tag as well, and no type leads to mere data.
      if (type === 'llc' || type === 'data' || type === undefined) continue;
      const popped = pop.slowly(pushed.bytes, linktype);
      expect(toHex(popped.bytes), `${file} ${name}`).toBe(toHex(bytes));
      some++;
    }
    expect(some).toBeGreaterThan(20);
  });

  it('have no check sequence that nobody asked for: what stands behind stays', async () => {
    const trailer = 'cafe0123456789';
    const frame = fromHex(toHex(SYN) + trailer);
    const { bytes, changes } = await edited(frame, 1, { wrap: ['gre / eth'] });
    expect(names(bytes)).toBe('eth / ip / gre / eth / ip / tcp');
    expect(toHex(bytes).endsWith(toHex(SYN) + trailer)).toBe(true);
    expect(changes.map(({ name }) => name)).toEqual(['layers']);
  });

  it('keep a checksum that they are given', async () => {
    for (const name of ['ip', 'udp']) {
      const { bytes } = await edited(SYN, 1, { wrap: [`${name} checksum=5`] });
      const { checksum, checksum_status: status } = decoded(bytes, 1).layer(name)?.fields ?? {};
      expect([checksum, status]).toEqual([5, 'bad']);
    }
  });

  it('around what was cut short carry what it says of itself, not what is here', async () => {
    const whole = await edited(SYN, 1, { wrap: ['gre'] });
    const { editor, slowly } = await editing({ wrap: ['gre'] });
    const view = viewOf(SYN.slice(0, 60), 1);
    view.len = SYN.length;
    editor.edit(view);
    expect(toHex(bytesOf(view))).toBe(toHex(whole.bytes.slice(0, 84)));
    // All of it was captured: it is a datagram that says too much.
    const short = decoded(slowly(SYN.slice(0, 60), 1).bytes, 1);
    expect(short.layer('ip')?.fields.len).toBe(20 + 4 + 46);
  });

  it('keep a frame that was filled up to 60 bytes as long', async () => {
    const short = Uint8Array.from([...SYN.slice(0, 54), 0, 0, 0, 0, 0, 0]);
    short.set([0, 40], 16);
    short[46] = 0x50;
    const { bytes: frame } = await edited(short, 1, { fix: 'sums' });
    expect(decoded(frame, 1).layers[0]?.fields.padding).toBe('000000000000');
    const tagged = await edited(frame, 1, { push: ['vlan id=3'] });
    expect(tagged.bytes).toHaveLength(60);
    expect(decoded(tagged.bytes, 1).layers[0]?.fields.padding).toBe('0000');
    const option = await edited(frame, 1, { add: ['tcp.options.timestamp=1:2'] });
    expect(option.bytes).toHaveLength(66);
    expect(verdicts(decoded(option.bytes, 1))).toEqual(['good', 'good']);
  });

  it('says where nothing fits', async () => {
    const { problem, bytes } = await edited(SYN, 1, { push: ['arp'] });
    expect(problem).toBe('arp fits nowhere in eth / ip / tcp: say before or after what');
    expect(toHex(bytes)).toBe(toHex(SYN));
    await expect(edited(SYN, 1, { push: ['vlam'] })).rejects.toThrow('vlam');
    await expect(edited(SYN, 1, { push: ['vlan id=5000'] })).rejects.toThrow('vlan.id');
  });
});

describe('bytes', () => {
  it('come and go', async () => {
    for (const at of [0, 14, 20, 34, 54, 60, 74]) {
      const more = await edited(SYN, 1, { insert: [`${at}:cafebabe`] });
      expect(more.bytes).toHaveLength(78);
      const back = await edited(more.bytes, 1, { delete: [`${at}:4`] });
      // In front of all, and in an IP header, the layers are others for a while.
      if (at > 34) expect(toHex(back.bytes), String(at)).toBe(toHex(SYN));
    }
  });

  it('are patched; sums follow, but not over the patch', async () => {
    const { bytes } = await edited(SYN, 1, { patch: ['22:09'] });
    const set = await edited(SYN, 1, { set: ['ip.ttl=9'] });
    expect(toHex(bytes)).toBe(toHex(set.bytes));
    const sum = await edited(SYN, 1, { patch: ['24:dead'] });
    expect(toHex(sum.bytes.slice(24, 26))).toBe('dead');
    const last = await edited(SYN, 1, { patch: ['-1:ff'] });
    expect(last.bytes.at(-1)).toBe(255);
    const none = await edited(SYN, 1, { patch: ['900:ff'] });
    expect(none.problem).toBe('--patch 900:ff: the packet has no such place');
  });

  it('are cut off as a capture cuts them: the packet was as long', async () => {
    const { bytes, view } = await edited(SYN, 1, { truncate: '40' });
    expect(toHex(bytes)).toBe(toHex(SYN.slice(0, 40)));
    expect(view.len).toBe(74);
  });

  it('are damaged as the seed says, and the report says where', async () => {
    const one = await edited(SYN, 1, { mutate: '3', seed: 'x' });
    const same = await edited(SYN, 1, { mutate: '3', seed: 'x' });
    const other = await edited(SYN, 1, { mutate: '3', seed: 'y' });
    expect(toHex(one.bytes)).toBe(toHex(same.bytes));
    expect(toHex(one.bytes)).not.toBe(toHex(other.bytes));
    const flipped = SYN.map((byte, i) => byte ^ (one.bytes[i] as number));
    const bits = [...flipped].flatMap((byte, i) =>
      [...Array(8).keys()].filter((bit) => byte & (128 >> bit)).map((bit) => `${i}.${bit}`),
    );
    const told = one.changes.map(({ name }) => {
      const [, at, bit] = /^byte (\d+), bit (\d) \([a-z]+\.[\w.]+\)$/.exec(name) ?? [];
      return `${at}.${bit}`;
    });
    expect(told.sort()).toEqual(bits.sort());
    expect(bits).toHaveLength(3);
    const all = await edited(SYN, 1, { mutate: '99999' });
    expect(toHex(all.bytes)).toBe(toHex(SYN.map((byte) => byte ^ 255)));
  });

  it.each([
    [{ patch: ['zz:00'] }, '--patch zz:00: an offset is needed, and a colon'],
    [{ insert: ['4:xyz'] }, '--insert 4:xyz: hex digits in pairs are needed'],
    [{ delete: ['4:0'] }, '--delete 4:0: how many bytes is not said'],
    [{ truncate: '0' }, '--truncate: a number from 1 on is needed'],
    [{}, 'what to change is not said'],
    [{ fix: 'none' }, "--fix: all or sums is needed, not 'none'"],
  ])('refuses %o', async (options, message) => {
    await expect(edited(SYN, 1, options)).rejects.toThrow(message);
  });
});
