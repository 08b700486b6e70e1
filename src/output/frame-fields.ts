import type { Packet } from '../codec/packet.js';
import { visible } from '../codec/visible.js';

/** What Wireshark says of a frame as a whole, under its names. */
export const FRAME_FIELDS: Readonly<Record<string, (packet: Packet) => string | undefined>> = {
  'frame.number': ({ frame }) => frame.number?.toString(),
  'frame.time': ({ frame }) => frame.time && clock(frame.time),
  'frame.time_epoch': ({ frame }) => frame.time,
  'frame.len': ({ frame }) => String(frame.len),
  'frame.cap_len': ({ frame }) => String(frame.caplen),
  'frame.protocols': ({ layers }) => layers.map(({ protocol }) => protocol.name).join(':'),
  'frame.interface_name': ({ frame }) => shown(frame.interface),
  'frame.comment': ({ frame }) => shown(frame.comments?.join('; ')),
};

const shown = (text: string | undefined): string | undefined => text && visible(text);

/** ISO 8601, in UTC, with all the digits that the input has. */
function clock(time: string): string | undefined {
  const [seconds = '', fraction = ''] = time.split('.');
  const date = new Date(Number(seconds) * 1000);
  if (Number.isNaN(date.getTime())) return undefined;
  return `${date.toISOString().slice(0, -5)}${fraction && `.${fraction}`}Z`;
}
