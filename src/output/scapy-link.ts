import { call, from, header, hex, literal, quoted, type Sayings, unless } from './scapy-python.js';

const tag = (name: string) =>
  header(name, (v) => ({
    prio: v.priority,
    id: v.dei,
    vlan: v.id,
    type: v.etype === undefined ? v.len : hex(v.etype),
  }));

/** PPPoE of both stages; the tags of the discovery are bytes. */
const session =
  (name: string): Sayings[string] =>
  (v) => ({
    text: call(name, {
      version: unless(1, v.version),
      type: unless(1, v.type),
      code: hex(v.code),
      sessionid: hex(v.session_id),
      len: v.payload_length,
    }),
    size: 6,
  });

/** Link layers, by the name of the protocol. */
export const linkSayings: Sayings = {
  eth: (v, layer) => {
    const addresses = { dst: quoted(v.dst), src: quoted(v.src) };
    const text =
      v.type === undefined
        ? call('Dot3', { ...addresses, len: v.len })
        : call('Ether', { ...addresses, type: hex(v.type) });
    return { text, size: layer.length };
  },
  vlan: tag('Dot1Q'),
  ieee8021ad: tag('Dot1AD'),
  arp: (v, layer) => {
    const { hw, opcode, proto, src, dst } = v;
    // Scapy reads addresses of other kinds from names that depend on their sizes.
    if (src?.hw_mac === undefined || src.proto_ipv4 === undefined || hw.type !== 1)
      return undefined;
    const text = call('ARP', {
      hwtype: unless(1, hw.type),
      ptype: unless('0x800', hex(proto.type)),
      hwlen: hw.size,
      plen: proto.size,
      op: opcode,
      hwsrc: quoted(src.hw_mac),
      psrc: quoted(src.proto_ipv4),
      hwdst: quoted(dst.hw_mac),
      pdst: quoted(dst.proto_ipv4),
    });
    return { text, size: layer.length };
  },
  llc: (v, layer) => {
    const control = from(layer, 2)[0] ?? 0;
    // Scapy's control field has one byte, as unnumbered frames have (IEEE 802.2, 5.4).
    if ((control & 3) !== 3) return undefined;
    const llc = call('LLC', { dsap: hex(v.dsap), ssap: hex(v.ssap), ctrl: control });
    if (v.oui === undefined) return { text: llc, size: 3 };
    const [high = 0, low = 0] = from(layer, 6);
    return {
      text: `${llc}/${call('SNAP', { OUI: hex(v.oui), code: hex(high * 256 + low) })}`,
      size: 8,
    };
  },
  sll: (v, layer) => {
    const common = { pkttype: v.pkttype, lladdrtype: v.hatype, lladdrlen: v.halen };
    const proto = hex(v.etype ?? v.ltype);
    const second = v.ifindex !== undefined;
    const src = literal(from(layer, second ? 12 : 6).subarray(0, 8));
    const text = second
      ? call('CookedLinuxV2', { proto, reserved: v.reserved, ifindex: v.ifindex, ...common, src })
      : call('CookedLinux', { ...common, src, proto });
    return { text, size: layer.length };
  },
  null: (_, layer) => {
    const [family, ...rest] = from(layer, 0);
    // Scapy shifts one byte to the front: the family of a little-endian host.
    if (rest.some((byte) => byte !== 0)) return undefined;
    return { text: call('Loopback', { type: family }), size: layer.length };
  },
  pppoes: session('PPPoE'),
  pppoed: session('PPPoED'),
  ppp: (v, layer) => {
    const { address, control } = v;
    const framed = address !== undefined;
    // Scapy writes small numbers in one byte, unless it was given the bytes.
    const text = `PPP(${literal(from(layer, framed ? 2 : 0))})`;
    const hdlc = framed ? `${call('HDLC', { address: hex(address), control: hex(control) })}/` : '';
    return { text: hdlc + text, size: layer.length };
  },
};
