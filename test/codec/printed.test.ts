import fc from 'fast-check';
import { expect, it } from 'vitest';
import { written } from '../../src/codec/out.js';
import { print, printedOf } from '../../src/codec/printed.js';
import { catalog } from '../../src/protocols/index.js';

const cells = catalog.protocols.flatMap(({ name, plan }) => {
  const [first] = plan.struct.items;
  const head = first?.kind === 'run' ? first.cells : [];
  return head.map((cell) => ({ what: `${name}.${cell.key}`, cell }));
});

it('a field is printed from what is known of it as it prints itself', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 300, maxLength: 300 }), fc.nat(9), (bytes, start) => {
      for (const { what, cell } of cells) {
        const printed = printedOf(cell);
        const own = cell.place.print;
        if (printed === undefined || own === undefined) {
          expect(printed, what).toBe(own);
          continue;
        }
        const text = written((out) => print(out, printed, bytes, start));
        expect(text, what).toBe(written((out) => own(out, bytes, start)));
      }
    }),
    { numRuns: 40 },
  );
});
