import fc from 'fast-check';
import { View } from '../../src/codec/view.js';
import { catalog } from '../../src/protocols/index.js';
import { allFixtures } from '../fixtures.js';

export interface Bytes {
  readonly bytes: Uint8Array;
  readonly linktype: number;
  readonly fcs?: number | null;
}

/** The packet, in the midst of other bytes. */
export function viewOf({ bytes, linktype, fcs }: Bytes, number = 1, len = bytes.length): View {
  const buffer = new Uint8Array(bytes.length + 20).fill(0xa5);
  buffer.set(bytes, 7);
  const view = new View(catalog);
  Object.assign(view, { number, len, linktype, more: { fcs: fcs ?? undefined } });
  view.place(buffer, 7, 7 + bytes.length).locate(catalog.linktype(linktype));
  return view;
}

export const bytesOf = ({ bytes, start, end }: View): Uint8Array => bytes.slice(start, end);

export const fixtures = allFixtures();

/** A fixture with bytes changed or cut off. */
export const mutated: fc.Arbitrary<Bytes> = fc
  .record({
    fixture: fc.constantFrom(...fixtures),
    edits: fc.array(fc.tuple(fc.nat(1500), fc.nat(255)), { maxLength: 4 }),
    cut: fc.option(fc.nat(100), { freq: 4 }),
    fcs: fc.option(fc.nat(6), { freq: 3 }),
  })
  .map(({ fixture: { bytes, linktype }, edits, cut, fcs }) => {
    const own = bytes.slice(0, Math.max(1, bytes.length - (cut ?? 0)));
    for (const [at, value] of edits) own[at % own.length] = value;
    return { bytes: own, linktype, fcs };
  });
