import { names } from '../codec/names.js';

/** How a packet of a Linux cooked capture was sent, seen from the host that captured it. */
export const sllPacketTypes = names({
  unicast: [0, 'Unicast to us'],
  broadcast: [1, 'Broadcast'],
  multicast: [2, 'Multicast'],
  otherhost: [3, 'Unicast to another host'],
  outgoing: [4, 'Sent by us'],
});
