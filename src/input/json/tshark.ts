import type { Slot } from '../capture/records.js';
import { InputError } from '../input-error.js';
import { momentFrom } from '../steps/moment.js';
import { Unfit } from './frame.js';
import type { Path } from './walk.js';
import { quotedText } from './wrong.js';

type Loose = Readonly<Record<string, unknown>>;

/** Numbers of link layers: Wireshark's own (of its wiretap library), and those of captures. */
const LINKTYPES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    1: 1,
    4: 9,
    7: 101,
    10: 100,
    15: 0,
    20: 105,
    23: 127,
    25: 113,
    28: 104,
    129: 228,
    130: 229,
    139: 51,
    174: 108,
    210: 276,
  }),
);

const isObject = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Layers are an object there, and a list with us. */
export function isTshark(packet: Loose): boolean {
  const { _source, layers } = packet;
  return isObject(_source) || (isObject(layers) && !('protocol' in layers)) || isIndex(packet);
}

/** The line before each packet of `-T ek`. */
export const isIndex = (packet: Loose): boolean =>
  isObject(packet.index) && packet.layers === undefined;

/** Where its layers are. */
const aroundLayers = (packet: Loose): Path =>
  isObject(packet._source) ? ['_source', 'layers'] : ['layers'];

/** The bytes of a packet as `-T json -x` and `-T ek -x` write them, and what its frame says. */
export function putTshark(slot: Slot, packet: Loose): void {
  const { layers } = isObject(packet._source) ? packet._source : packet;
  const { frame_raw: raw, frame, pkt_comment: comment } = isObject(layers) ? layers : {};
  // With what says where they stand, and for frames within frames several of them.
  let hex = raw;
  while (Array.isArray(hex)) hex = hex[0];
  if (hex === undefined) {
    throw new Unfit(
      aroundLayers(packet),
      "tshark's JSON has no bytes here: add -x (tshark -T json -x)",
    );
  }
  if (typeof hex !== 'string' || hex.length % 2 || !/^[\da-f]*$/i.test(hex)) {
    const what = `hex is needed, not ${quotedText(String(hex))}`;
    throw new Unfit([...aroundLayers(packet), 'frame_raw'], what);
  }
  slot.bytes = new Uint8Array(Buffer.from(hex, 'hex'));
  slot.start = 0;
  slot.end = slot.bytes.length;
  putSaid(slot, isObject(frame) ? frame : {}, isObject(comment) ? comment : {});
}

function putSaid(slot: Slot, frame: Loose, comment: Loose): void {
  const said = (name: string, from = frame): string | undefined => {
    const value = from[`frame.${name}`] ?? from[`frame_frame_${name}`];
    const [first] = [value].flat();
    return typeof first === 'string' ? first : undefined;
  };
  const { length } = slot.bytes;
  const len = Number(said('len'));
  slot.len = Number.isSafeInteger(len) ? Math.max(len, length) : length;
  slot.linktype = LINKTYPES.get(said('encap_type') ?? '');
  slot.first = undefined;
  slot.timed = false;
  putTime(slot, said('time_epoch'));
  const tree = frame['frame.interface_id_tree'];
  const name = said('interface_name', isObject(tree) ? tree : frame);
  const text = said('comment', comment);
  const more = {
    ...(name === undefined ? {} : { interface: name }),
    ...(text === undefined ? {} : { comments: [text] }),
  };
  slot.more = Object.keys(more).length ? more : undefined;
}

/** Seconds with their decimals, or since version 4.2 a date. What is neither is left out. */
function putTime(slot: Slot, text: string | undefined): void {
  if (text === undefined) return;
  try {
    Object.assign(slot, momentFrom(text, 'time'), { timed: true });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
  }
}
