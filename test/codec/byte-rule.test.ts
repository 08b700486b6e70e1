import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byteRule, byteSays } from '../../src/codec/byte-rule.js';
import { chosen } from '../../src/codec/chooser.js';
import { fragmentBits, fragmentOf, isLater } from '../../src/codec/fragment-rule.js';
import { lengthBy } from '../../src/codec/length-rule.js';
import { written } from '../../src/codec/out.js';
import type { Line } from '../../src/codec/protocol.js';
import { numberBy } from '../../src/codec/selecting.js';
import { catalog } from '../../src/protocols/index.js';
import { ip, tcp } from '../../src/protocols/public.js';
import { allFixtures } from '../fixtures.js';

const { protocols } = catalog;
const anyBytes = fc.uint8Array({ minLength: 300, maxLength: 300 });

describe('a rule that looks at a byte or two', () => {
  it('says as data what it says as a function', () => {
    let rules = 0;
    let lengths = 0;
    const agree = (bytes: Uint8Array) => {
      for (const { name, plan } of protocols) {
        const { headerByte: header, headerLength } = plan;
        if (header) {
          rules++;
          expect(byteSays(header, bytes, 3), name).toBe(headerLength?.(bytes, 3, 300));
        }
        for (const { select } of plan.choosers) {
          expect(numberBy(select, bytes, 3, 3, 300), name).toBe(select.ask(bytes, 3, 3, 300));
        }
        const { lengthRule, totalLength } = plan;
        if (lengthRule) {
          lengths++;
          const told = lengthBy(lengthRule, bytes, 3, 20, 300);
          expect(told, name).toBe(totalLength?.(bytes, 3, 20, 300));
        }
      }
    };
    fc.assert(fc.property(anyBytes, agree), { numRuns: 300 });
    expect(rules).toBeGreaterThan(0);
    expect(lengths).toBeGreaterThan(0);
  });

  it('is known where it is the reader of a field, and nowhere else', () => {
    expect(ip.plan.headerByte?.at).toBe(0);
    expect(tcp.plan.headerByte?.at).toBe(12);
    const [first] = ip.plan.struct.items;
    const head = first?.kind === 'run' ? first.cells : [];
    const { hdr_len, len } = ip.plan.readers;
    expect(byteRule(hdr_len, head)).toBeDefined();
    expect(byteRule(len, head)).toBeUndefined();
    expect(byteRule((b: Uint8Array, o: number) => hdr_len(b, o), head)).toBeUndefined();
  });
});

describe('who follows', () => {
  it('is who stands in the table, whatever was asked before', () => {
    const choosers = protocols.flatMap(({ plan }) => plan.choosers);
    const packets = allFixtures().map(({ bytes }) => bytes);
    const padded = packets.map((bytes) => Uint8Array.from([...bytes, ...new Uint8Array(300)]));
    for (const bytes of padded) {
      for (const one of choosers) {
        const number = one.select.ask(bytes, 0, 40, 300);
        expect(chosen(one, bytes, 0, 40, 300)).toBe(one.table.get(number));
      }
    }
  });
});

const lineOf = (line: Line | undefined, bytes: Uint8Array): string =>
  written((out) => line?.(out, bytes, 0, 40, 60));

describe('rules about fragments', () => {
  it('hold of fragments alone', () => {
    const some = protocols.filter(({ plan }) => plan.fragment !== undefined);
    expect(some.length).toBeGreaterThan(0);
    const agree = (bytes: Uint8Array) => {
      for (const { name, plan } of some) {
        const { fragment } = plan;
        if (!fragment) continue;
        const { offset, more } = fragmentOf(fragment, bytes, 0);
        expect(fragmentBits(fragment, bytes, 0) !== 0, name).toBe(offset > 0 || more);
        expect(isLater(fragment, bytes, 0), name).toBe(offset > 0);
        if (offset > 0 || more) continue;
        if (plan.ofFragments) expect(lineOf(plan.line, bytes), name).toBe('');
      }
    };
    // Most bytes are a fragment of something: some are to be none.
    const anyHead = fc.tuple(anyBytes, fc.boolean()).map(([bytes, whole]) => {
      if (whole) bytes.fill(0, 2, 8);
      return bytes;
    });
    fc.assert(fc.property(anyHead, agree), { numRuns: 300 });
  });
});
