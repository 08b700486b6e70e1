import { boxed } from './boxed.js';
import type { Dialect } from './dialect.js';
import { equipment } from './equipment.js';
import { hexdumps } from './hexdump.js';
import { literals } from './literals.js';
import { memories } from './memory.js';
import { plains } from './plain.js';
import { sniffers } from './sniffers.js';
import { tcpdumps } from './tcpdump.js';
import { text2pcaps } from './text2pcap.js';
import { wiresharks } from './wireshark.js';
import { xxds } from './xxd.js';

/** All dialects; of two that like a text equally, the first is taken. */
export const dialects: readonly Dialect[] = [
  ...plains,
  ...equipment,
  ...xxds,
  ...hexdumps,
  ...wiresharks,
  ...tcpdumps,
  ...memories,
  ...boxed,
  ...sniffers,
  ...text2pcaps,
  ...literals,
];
