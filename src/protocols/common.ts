import { Catalog } from '../codec/catalog.js';
import type { Protocol } from '../codec/protocol.js';
import { data } from './data.js';
import { ip } from './internet/ip.js';
import { eth } from './link/eth.js';
import { tcp } from './transport/tcp.js';
import { udp } from './transport/udp.js';

/** The protocols of most packets: a short run loads no others. `index.ts` adds the rest. */
export const usual: readonly Protocol[] = [data, eth, ip, tcp, udp];
export const catalog = new Catalog(usual, data);
