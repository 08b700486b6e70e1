import type { Frame } from '../codec/packet.js';
import { FRAME_NAMES, type Ignore } from './ignore.js';

/** What is known of a packet beside its bytes, where it is not the same. */
export interface FrameChange {
  readonly name: string;
  readonly label: string;
  readonly a: string | undefined;
  readonly b: string | undefined;
}

const READ: Readonly<
  Record<(typeof FRAME_NAMES)[number], [label: string, (frame: Frame) => string | undefined]>
> = {
  'frame.time_epoch': ['Time', ({ time }) => time],
  'frame.len': ['Length on the wire', ({ len }) => String(len)],
  'frame.interface_name': ['Interface', (frame) => frame.interface],
};

export function compareFrames(a: Frame, b: Frame, ignore: Ignore): FrameChange[] {
  return FRAME_NAMES.flatMap((name) => {
    const [label, read] = READ[name];
    const [x, y] = [read(a), read(b)];
    return x === y || ignore.covers(name) ? [] : [{ name, label, a: x, b: y }];
  });
}
