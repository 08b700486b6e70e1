import { dns } from './application/dns.js';
import { catalog } from './common.js';
import { ah } from './internet/ah.js';
import { esp } from './internet/esp.js';
import { gre } from './internet/gre.js';
import { icmp } from './internet/icmp.js';
import { icmpv6 } from './internet/icmpv6.js';
import { igmp } from './internet/igmp.js';
import { ipv6 } from './internet/ipv6.js';
import { destinationOptions, fragment, hopByHop } from './internet/ipv6-extensions.js';
import { routing } from './internet/ipv6-routing.js';
import { mobility } from './internet/mobility.js';
import { arp } from './link/arp.js';
import { basicxid } from './link/basicxid.js';
import { ieee8021ad } from './link/ieee8021ad.js';
import { llc } from './link/llc.js';
import { loop } from './link/loop.js';
import { mpls } from './link/mpls.js';
import { nullLoopback } from './link/null.js';
import { ppp } from './link/ppp.js';
import { pppoed } from './link/pppoed.js';
import { pppoes } from './link/pppoes.js';
import { pwach } from './link/pwach.js';
import { pwethcw } from './link/pwethcw.js';
import { raw } from './link/raw.js';
import { sll } from './link/sll.js';
import { sll2 } from './link/sll2.js';
import { vlan } from './link/vlan.js';
import { dccp } from './transport/dccp.js';
import { sctp } from './transport/sctp.js';
import { udplite } from './transport/udplite.js';

/** The one list: all protocols. To add one: its file, and its name here. */
catalog.add([
  nullLoopback,
  loop,
  raw,
  sll,
  sll2,
  vlan,
  ieee8021ad,
  llc,
  basicxid,
  arp,
  ppp,
  pppoed,
  pppoes,
  mpls,
  pwethcw,
  pwach,
  icmp,
  icmpv6,
  dns,
  ipv6,
  hopByHop,
  destinationOptions,
  routing,
  fragment,
  mobility,
  ah,
  esp,
  gre,
  igmp,
  dccp,
  sctp,
  udplite,
]);

export { catalog };
