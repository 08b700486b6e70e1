import type { Packet, PacketJson } from '../../src/index.js';

type Fields = PacketJson['layers'][number]['fields'];

function drop(fields: Fields, path: string): void {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let object: Fields | undefined = fields;
  for (const key of keys) object = object?.[key];
  if (object !== undefined) delete object[last];
}

/** A packet's JSON without what encode computes: lengths, counts, checksums, numbers of protocols. */
export function withoutDerived(packet: Packet): PacketJson {
  const json = JSON.parse(JSON.stringify(packet)) as PacketJson;
  for (const [i, layer] of packet.layers.entries()) {
    // What an ICMP error quotes is another's packet, cut short: nothing of it is ours to compute.
    if (packet.layers.slice(0, i).some(({ protocol: { name } }) => /^icmp(v6)?$/.test(name))) break;
    const given = json.layers[i];
    if (given === undefined || given.raw !== undefined) continue;
    const { computed, tailComputed, struct } = layer.protocol.plan;
    const inner = packet.layers[i + 1]?.protocol.name ?? 'data';
    for (const { path, derive, found } of [...computed, ...tailComputed]) {
      // Which of the two ports names the next protocol is not to be told from that protocol.
      if (path.endsWith('port')) continue;
      // Data has no number: what says that data follows must stay.
      const size = derive === undefined || ['header', 'payload', 'total'].includes(String(derive));
      if (!size && inner === 'data') continue;
      // The tail is there only if it is asked for.
      if (tailComputed.some((one) => one.found === found)) continue;
      drop(given.fields, path);
      if (found.cell.field.alias) drop(given.fields, found.cell.field.alias.key);
    }
    for (const item of struct.items) {
      const sized = item.kind === 'part' ? item.field.sizedBy?.path : undefined;
      if (sized !== undefined) drop(given.fields, sized);
    }
  }
  return json;
}
