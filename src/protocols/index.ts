import { Catalog } from '../codec/catalog.js';
import { dns } from './application/dns.js';
import { data } from './data.js';
import { ip } from './internet/ip.js';
import { eth } from './link/eth.js';
import { tcp } from './transport/tcp.js';
import { udp } from './transport/udp.js';

/** The one list. To add a protocol: its file, and its name here. */
export const catalog = new Catalog([eth, ip, tcp, udp, dns, data], data);
