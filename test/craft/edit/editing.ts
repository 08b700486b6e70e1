import { decodeWith, type Frame, type Packet } from '../../../src/codec/packet.js';
import { View } from '../../../src/codec/view.js';
import { editsFrom, type PlanOptions } from '../../../src/commands/edit-plan.js';
import { type Edited, Editor } from '../../../src/craft/edit/editor.js';
import { catalog } from '../../../src/protocols/common.js';
import '../../../src/protocols/index.js';

export const decoded = (bytes: Uint8Array, linktype: number, more: Partial<Frame> = {}): Packet =>
  decodeWith(catalog, catalog.linktype(linktype), bytes, {
    number: 1,
    len: bytes.length,
    caplen: bytes.length,
    linktype,
    ...more,
  });

export const viewOf = (bytes: Uint8Array, linktype: number): View => {
  const view = new View(catalog);
  view.number = 1;
  view.len = bytes.length;
  view.linktype = linktype;
  // In a larger buffer, at an even place or an odd one.
  const lead = bytes.length & 3;
  const around = new Uint8Array(bytes.length + 8).fill(0xa5);
  around.set(bytes, lead);
  view.place(around, lead, lead + bytes.length).locate(catalog.linktype(linktype));
  return view;
};

export const bytesOf = ({ bytes, start, end }: View): Uint8Array => bytes.slice(start, end);

export interface Outcome extends Edited {
  readonly bytes: Uint8Array;
  readonly view: View;
}

/** What the options make of packets, in the way in which each change is told. */
export async function editing(options: PlanOptions) {
  const editor = new Editor(await editsFrom(options), catalog.named('raw'));
  const slowly = (bytes: Uint8Array, linktype: number): Outcome => {
    const view = viewOf(bytes, linktype);
    const edited = editor.edit(view);
    return { ...edited, view, bytes: bytesOf(view) };
  };
  /** Undefined: it has to be done slowly; the bytes are those that came. */
  const quickly = (bytes: Uint8Array, linktype: number) => {
    const view = viewOf(bytes, linktype);
    const done = editor.quickly(view);
    return { done, bytes: bytesOf(view) };
  };
  return { editor, slowly, quickly };
}

export const edited = async (
  bytes: Uint8Array,
  linktype: number,
  options: PlanOptions,
): Promise<Outcome> => (await editing(options)).slowly(bytes, linktype);

export const fromHex = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));
export const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

export const SYN = fromHex(
  '02000000000202000000000108004500003cabcd40004006a2b7c0000201c6336402' +
    'c82201bb000003e800000000a002faf093110000020405b40402080a000000010000000001030307',
);

/** All verdicts on checksums, in the order of the layers. */
export const verdicts = ({ layers }: Packet): string[] =>
  layers.flatMap(({ fields }) =>
    Object.entries(fields).flatMap(([key, value]) =>
      key.endsWith('_status') ? [String(value)] : [],
    ),
  );
