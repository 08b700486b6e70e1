import { describe, expect, it } from 'vitest';
import type { Field } from '../../src/codec/field.js';
import { isObject } from '../../src/codec/keys.js';
import type { Layer } from '../../src/codec/packet.js';
import type { Trace } from '../../src/codec/reading.js';
import { layerWords, withoutVerdicts } from '../../src/craft/command.js';
import { CraftError } from '../../src/craft/craft-error.js';
import { Maker } from '../../src/craft/maker.js';
import { recipeFrom } from '../../src/craft/recipe.js';
import { wordsFrom } from '../../src/craft/words.js';
import { decode } from '../../src/index.js';
import { catalog } from '../../src/protocols/index.js';
import { allFixtures } from '../fixtures.js';

/** A field of fixed width at its place in a real header, whose other fields give the context. */
interface Case {
  readonly name: string;
  readonly layer: Layer;
  readonly trace: Trace;
}

const ONES = new Uint8Array(32).fill(255);
const ZEROS = new Uint8Array(32);

/** Each fixed field of each protocol once, in the first fixture that has it. */
function cases(): Case[] {
  const found = new Map<string, Case>();
  for (const { bytes, linktype } of allFixtures()) {
    for (const layer of decode(bytes, { linktype }).layers) {
      if (layer.raw !== undefined) continue;
      for (const trace of layer.trace()) {
        const { path, field, bit } = trace;
        if (!field.place || bit >= layer.body * 8) continue;
        const name = path.filter((key) => typeof key === 'string').join('.');
        const key = `${layer.protocol.name}.${name}`;
        if (!found.has(key)) found.set(key, { name: key, layer, trace });
      }
    }
  }
  return [...found.values()];
}

/**
 * The header with a field set by its flag; the others as they were. Where the value gives the
 * header another form, what stands behind the field is left out.
 */
function made(one: Case, text: string): Uint8Array {
  const { protocol, fields } = one.layer;
  const before = layerWords(catalog, protocol, withoutVerdicts(fields));
  try {
    return withFlag(one, before, text);
  } catch (error) {
    const changes = /no such field|bytes given|has bits behind|a list is needed/;
    if (!(error instanceof CraftError && changes.test(error.message))) throw error;
    const root = String(one.trace.path[0]);
    const at = before.findIndex((word) => word.startsWith(root));
    return withFlag(one, at < 0 ? [protocol.name] : before.slice(0, at), text);
  }
}

function withFlag({ layer, trace }: Case, before: readonly string[], text: string): Uint8Array {
  const flag = `--${layer.protocol.name}.${trace.path.join('.')}=${text}`;
  const recipe = recipeFrom(catalog, wordsFrom(catalog, [...before, flag]), { bare: true });
  return new Maker(catalog, recipe).packet(0);
}

const textOf = (field: Field, bytes: Uint8Array): string => {
  const place = field.place?.(0);
  const value = field.fields ? place?.number?.(bytes, 0) : place?.value(bytes, 0);
  return String(value);
};

/** The bits of the field in the bytes that were made. */
function bitsAt({ layer, trace: { bit, width } }: Case, bytes: Uint8Array): string {
  let bits = '';
  for (let i = 0; i < width; i++) {
    const at = bit - layer.offset * 8 + i;
    bits += ((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1;
  }
  return bits;
}

/** Their value decides which fields follow, or how long these are: only what they had fits. */
const DECIDES = new Set([
  ...['arp.hw.type', 'arp.hw.size', 'arp.proto.type', 'arp.proto.size'],
  ...['arp.src.hw_ax25', 'arp.dst.hw_ax25', 'dccp.x', 'gre.flags', 'gre.flags.routing'],
  ...['dns.answers.type', 'dns.authorities.type', 'mdns.answers.type'],
  ...['dns.additionals.options.client.family', 'dns.additionals.options.client.netmask'],
  ...['icmpv6.opt.name_type', 'ip.opt.sec_prot_auth_flags', 'ip.opt.qs_func'],
  ...['ipcp.opt.compress_proto', 'ipv6.hopopts.opt.qs_func', 'lcp.opt.quality_protocol'],
  ...['tcp.options.mptcp.subtype', 'tcp.options.mptcp.version', 'tcp.options.mptcp.ipver'],
  ...['tcp.options.mptcp.flags.dseqn8', 'tcp.options.mptcp.flags.dseqnpresent'],
  ...['tcp.options.mptcp.flags.dataackpresent', 'llc.control.ftype', 'ppp.protocol'],
]);

/** As wide as the value needs: RFC 4340, 7.7 and 13.2. */
const ANY_WIDTH = new Set(['dccp.options.ndp_count', 'dccp.options.elapsed_time']);
/** A chunk inside a chunk has no name of its own in a filter. */
const NAMELESS = new Set(['sctp.chunks.causes.chunk.flags']);
/** What cannot stand there is refused in other words, or by what follows. */
const REFUSED_OTHERWISE = new Set(['ppp.protocol', 'tcp.options.mptcp.ipver']);

const all = cases().filter(({ name }) => !ANY_WIDTH.has(name) && !NAMELESS.has(name));

describe('every field of every protocol, through its flag', () => {
  it('is there in a fixture', () => {
    expect(all.length).toBeGreaterThan(900);
  });

  it.each(all.map((one) => [one.name, one] as const))('%s', (name, one) => {
    const { field } = one.trace;
    const { width, value } = one.trace;
    if (DECIDES.has(name)) {
      const had = isObject(value) ? JSON.stringify(value) : String(value);
      expect(bitsAt(one, made(one, had))).toBe(
        bitsAt(one, one.layer.packet.bytes.subarray(one.layer.offset)),
      );
    }
    for (const [bytes, bit] of [
      [ZEROS, '0'],
      [ONES, '1'],
    ] as const) {
      if (DECIDES.has(name)) continue;
      const text = textOf(field, bytes);
      // A code that stands for no number, or for the same as another one.
      if (text === 'undefined' || text === 'Infinity') continue;
      expect(`${text}: ${bitsAt(one, made(one, text))}`).toBe(`${text}: ${bit.repeat(width)}`);
    }
    if (REFUSED_OTHERWISE.has(name)) return;
    const wrong = wrongFor(field);
    expect(() => made(one, wrong)).toThrow(messageFor(field));
    const { alias } = field;
    // Bits with two names are complained of by the first one.
    const words = alias ? /./ : new RegExp(lastOf(name));
    expect(() => made(one, wrong)).toThrow(words);
  });
});

const lastOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

function wrongFor(field: Field): string {
  if (field.truth) return '2';
  const greatest = field.fields
    ? field.place?.(0).number?.(ONES, 0)
    : field.place?.(0).value(ONES, 0);
  if (typeof greatest === 'number' && greatest >= 0) return String(greatest + 1);
  if (/^\d+$/.test(String(greatest))) return `${greatest}0`;
  return 'zz';
}

function messageFor(field: Field): RegExp {
  if (field.truth) return /1 or 0, true or false is needed/;
  const greatest = field.fields
    ? field.place?.(0).number?.(ONES, 0)
    : field.place?.(0).value(ONES, 0);
  if (typeof greatest === 'number')
    return /does not fit \d+ bits? \(0 to \d+|has no code|a number is needed|sets the poll bit/;
  if (/^\d+$/.test(String(greatest))) return /does not fit/;
  return /is no address like|hex digits in pairs are needed|no flag is called/;
}
