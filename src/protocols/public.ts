// What the library exports with full types; the rest goes by name.
export { dns } from './application/dns.js';
export { data } from './data.js';
export { icmp } from './internet/icmp.js';
export { ip } from './internet/ip.js';
export { ipv6 } from './internet/ipv6.js';
export { arp } from './link/arp.js';
export { eth } from './link/eth.js';
export { vlan } from './link/vlan.js';
export { tcp } from './transport/tcp.js';
export { udp } from './transport/udp.js';
