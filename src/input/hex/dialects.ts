import type { Dialect } from './dialect.js';
import { equipment } from './equipment.js';
import { hexdumps } from './hexdump.js';
import { literals } from './literals.js';
import { memories } from './memory.js';
import { plains } from './plain.js';
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
  ...text2pcaps,
  ...literals,
];
