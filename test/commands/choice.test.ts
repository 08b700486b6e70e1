import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { View } from '../../src/codec/view.js';
import { choiceFrom } from '../../src/commands/choice.js';
import { Feed } from '../../src/commands/feed.js';
import { emptySlot } from '../../src/input/capture/slot.js';
import { byNumber } from '../../src/input/steps/select.js';
import { catalog } from '../../src/protocols/common.js';

/** So many packets, each of which has its number as its only byte; tells how many were read. */
function packets(count: number) {
  const state = { read: 0 };
  return {
    state,
    next(slot: { bytes: Uint8Array; start: number; end: number }) {
      if (state.read >= count) return false;
      slot.bytes = Uint8Array.of(++state.read);
      slot.start = 0;
      slot.end = 1;
      return true;
    },
  };
}

const ranges = fc.array(
  fc.tuple(fc.integer({ min: 1, max: 40 }), fc.option(fc.integer({ min: 0, max: 20 }))),
  { minLength: 1, maxLength: 6 },
);

describe('packets by number', () => {
  it('are those in any of the ranges, and nothing behind the last is read', () => {
    fc.assert(
      fc.property(ranges, fc.integer({ min: 0, max: 50 }), (all, count) => {
        const text = all.map(([from, more]) => (more === null ? from : `${from}-${from + more}`));
        const source = packets(count);
        const feed = new Feed(source, 0, byNumber(text.join(','), '--packets'));
        const view = new View(catalog);
        const found: number[] = [];
        while (feed.next(view)) {
          expect(view.bytes[0]).toBe(view.number);
          found.push(view.number);
        }
        const wanted = Array.from({ length: count }, (_, i) => i + 1).filter((number) =>
          all.some(([from, more]) => number >= from && number <= from + (more ?? 0)),
        );
        expect(found).toEqual(wanted);
        const last = Math.max(...all.map(([from, more]) => from + (more ?? 0)));
        expect(source.state.read).toBe(Math.min(count, last));
      }),
    );
  });

  it('keep their numbers where one is looked at before its turn', () => {
    const feed = new Feed(packets(9), 0, byNumber('2,5-', '--packets'));
    const view = new View(catalog);
    expect(feed.next(view)).toBe(true);
    expect(feed.more(view)).toBe(true);
    expect([view.number, view.bytes[0]]).toEqual([2, 2]);
    expect(feed.next(view)).toBe(true);
    expect([view.number, view.bytes[0]]).toEqual([5, 5]);
    expect(feed.next(view)).toBe(true);
    expect([view.number, feed.read]).toEqual([6, 6]);
  });

  it.each(['', 'x', '0', '5-3', '1,,2', '-5'])('are not %j', (text) => {
    expect(() => byNumber(text, '--packets')).toThrow(/^--packets: numbers of packets are needed/);
  });
});

describe('the choice of packets', () => {
  const view = (): View => Object.assign(new View(catalog), emptySlot());

  it('leaves out the first, and is over after as many as were asked for', async () => {
    const choice = await choiceFrom({ skip: '2', count: '3' });
    const taken: boolean[] = [];
    while (!choice.over) taken.push(choice.takes(view()));
    expect(taken).toEqual([false, false, true, true, true]);
    expect(choice.whole).toBe(false);
  });

  it('counts only what the filter lets through', async () => {
    const choice = await choiceFrom({ filter: 'frame.number > 4', skip: '1', count: '2' });
    const taken: number[] = [];
    for (let number = 1; !choice.over && number < 100; number++) {
      const one = view();
      one.number = number;
      one.locate(catalog.data);
      if (choice.takes(one)) taken.push(number);
    }
    expect(taken).toEqual([6, 7]);
  });

  it.each([{ count: '0' }, { count: 'x' }, { skip: '-1' }, { packets: 'a' }, { filter: 'ip.' }])(
    'is not %j',
    async (options) => {
      await expect(choiceFrom(options)).rejects.toThrow();
    },
  );
});

describe('tcpip decode', () => {
  const bin = fileURLToPath(new URL('../../bin/tcpip.js', import.meta.url));
  const SYN =
    '02000000000202000000000108004500003cabcd40004006a2b7c0000201c6336402' +
    'c82201bb000003e800000000a002faf093110000020405b40402080a000000010000000001030307';
  const three = Array.from({ length: 3 }, (_, i) => `${SYN.slice(0, -2)}0${i}\n`).join('');
  const decode = (...args: readonly string[]) => {
    const all = [bin, 'decode', '-f', 'hex', ...args];
    const { status, stdout, stderr } = spawnSync(process.execPath, all, {
      input: three,
      encoding: 'utf8',
      env: { ...process.env, TCPIP_DEBUG: '' },
    });
    return { status, last: [...stdout.matchAll(/(\d)\n/g)].map(([, one]) => Number(one)), stderr };
  };

  it('shows the packets that were asked for, and says of how many', () => {
    expect(decode('--packets', '2-')).toMatchObject({ status: 0, last: [1, 2] });
    expect(decode('-c', '2')).toMatchObject({ status: 0, last: [0, 1] });
    expect(decode('--skip', '1', '-c', '1')).toMatchObject({ status: 0, last: [1] });
    const { stderr, ...found } = decode('--filter', 'tcp.flags.syn == 1 && frame.number != 2');
    expect(found).toEqual({ status: 0, last: [0, 2] });
    expect(stderr).toMatch(/, 2 of 3 packets, /);
  });

  it('ends with 1 where none is, and says so', () => {
    const { status, last, stderr } = decode('-Y', 'udp');
    expect({ status, last }).toEqual({ status: 1, last: [] });
    expect(stderr).toMatch(/^none of 3 packets matches$/m);
    expect(
      JSON.parse(
        spawnSync(process.execPath, [bin, 'decode', SYN, '--json', '-Y', 'udp']).stdout.toString(),
      ),
    ).toEqual({ schema: 1, packets: [] });
  });

  it('points at what is wrong with a filter', () => {
    const { status, stderr } = decode('--filter', 'tcp.prot == 7');
    expect(status).toBe(2);
    expect(stderr).toMatch(/^error: .*'tcp.prot'[^\n]*\n {2}tcp.prot == 7\n {2}\^+\n/);
  });
});
