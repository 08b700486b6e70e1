import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex } from '../../src/codec/hex.js';
import type { Packet } from '../../src/codec/packet.js';
import { commandFor } from '../../src/craft/command.js';
import { Maker } from '../../src/craft/maker.js';
import { recipeFrom } from '../../src/craft/recipe.js';
import { wordsFrom } from '../../src/craft/words.js';
import { decode } from '../../src/index.js';
import { command } from '../../src/output/command.js';
import { catalog } from '../../src/protocols/index.js';
import { allFixtures } from '../fixtures.js';
import { made } from './made.js';

/** What a run with these words prints. */
function built(words: readonly string[]): string {
  const bare = words[0] === '--bare';
  const recipe = recipeFrom(catalog, wordsFrom(catalog, bare ? words.slice(1) : words), { bare });
  return toHex(new Maker(catalog, recipe).packet(0));
}

function printed(packet: Packet): string {
  const pieces: string[] = [];
  const out = { text: (text: string) => pieces.push(text) };
  command().packet(packet, out as unknown as Parameters<ReturnType<typeof command>['packet']>[1]);
  return pieces.join('');
}

const isHex = (words: readonly string[]): boolean => words[0] === 'hex';
const fixtures = allFixtures();

describe('the command for a packet', () => {
  it.each([
    ['tcp --syn', 'tcp syn'],
    ['tcp', 'tcp'],
    ['tcp --syn --dport 80 --ttl 3', 'ip ttl=3 / tcp dport=80 syn'],
    [
      'tcp --syn --mss 1460 --nop --wscale 7 --sack-ok',
      'tcp syn options=mss=1460,nop,wscale=7,sack_perm',
    ],
    ['eth dst=02:00:00:00:00:09 / ip / udp', 'eth dst=02:00:00:00:00:09 / ip / udp'],
    ['udp raw hello', 'udp / raw hello'],
    ['udp hex 00ff', 'udp / hex 00ff'],
    ['udp checksum=0xdead', /^udp checksum=(57005|0xdead)$/],
    ['ip df / ip / udp', 'ip df / ip / udp'],
    ['arp', 'arp'],
    ['dns-query a.b', 'dns queries.name=a.b'],
    ['dns-query a.b mx', 'dns queries.name=a.b queries.type=15'],
    ['arp-reply', 'arp op=2 dst.hw_mac=02:00:00:00:00:02'],
  ])('%s', (line, expected) => {
    const text = commandFor(decode(made(line))).join(' ');
    if (typeof expected === 'string') expect(text).toBe(expected);
    else expect(text).toMatch(expected);
  });

  it.each([
    ['a payload', 'ip len=30 / udp length=10 / hex 01020304'],
    ['a header', 'ip len=28 / udp length=8 / hex 0102'],
    ['a datagram within another', 'ip / ip len=28 / udp length=8 / hex 0102'],
    ['what is no header', 'ip len=23 proto=17 / hex 0102030405'],
  ])('names layers where bytes are left over behind %s', (_, line) => {
    const bytes = made(line, { bare: true });
    const packet = decode(bytes, { linktype: 228 });
    expect(packet.layers.some(({ after }) => after !== undefined)).toBe(true);
    const words = commandFor(packet);
    expect(words.join(' ').replace('--bare ', '')).toBe(line);
    expect(built(words)).toBe(toHex(bytes));
  });

  it('gives each fixture again, seldom as mere hex', () => {
    let asHex = 0;
    for (const { file, name, bytes, linktype } of fixtures) {
      const words = commandFor(decode(bytes, { linktype }));
      expect(`${file} ${name} ${built(words)}`).toBe(`${file} ${name} ${toHex(bytes)}`);
      if (isHex(words)) asHex++;
    }
    expect(asHex / fixtures.length).toBeLessThan(0.02);
  });

  it('gives each packet again, whatever its bytes', () => {
    let asHex = 0;
    let runs = 0;
    const mutation = fc.record({
      fixture: fc.constantFrom(...fixtures),
      changes: fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }),
      size: fc.option(fc.nat()),
    });
    fc.assert(
      fc.property(mutation, ({ fixture, changes, size }) => {
        const bytes = fixture.bytes.slice(
          0,
          size === null ? undefined : size % (fixture.bytes.length + 1),
        );
        for (const [at, value] of changes) if (bytes.length) bytes[at % bytes.length] = value;
        const packet = decode(bytes, { linktype: fixture.linktype });
        const words = commandFor(packet);
        expect(built(words)).toBe(toHex(bytes));
        // Where not even the first header is whole, there is nothing else to say.
        if (packet.layers[0]?.raw === undefined) runs++;
        if (packet.layers[0]?.raw === undefined && isHex(words)) asHex++;
      }),
      { numRuns: 1500 },
    );
    expect(asHex / runs).toBeLessThan(0.05);
  });

  it('is one line for a shell, without control characters', () => {
    const text = "it's \\ \u001b[31m $(x) \u202e";
    const packet = decode(made(`udp hex ${Buffer.from(text).toString('hex')}`));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there.
    expect(printed(packet)).toMatch(/^tcpip build udp \/ [^\u0000-\u001f]+\n$/);
    const quotes = printed(decode(made("udp raw it's")));
    expect(quotes).toBe("tcpip build udp / raw 'it'\\''s'\n");
  });
});
