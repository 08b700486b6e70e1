import type { Loose } from '../codec/field.js';
import { addresses6, ipOptions, ipv6Options } from './scapy-options.js';
import {
  call,
  from,
  header,
  hex,
  literal,
  number,
  quoted,
  type Say,
  type Sayings,
  unless,
} from './scapy-python.js';

function flags({ rb, df, mf }: Loose): string {
  const names = [mf && 'MF', df && 'DF', rb && 'evil'].filter(Boolean);
  return names.length ? quoted(names.join('+')) : '0';
}

const trafficClass = ({ dscp, ecn }: Loose): number => dscp * 4 + ecn;

const options = (name: string): Say =>
  header(name, (v, layer) => ({
    nh: v.nxt,
    len: v.len,
    autopad: 0,
    options: ipv6Options(from(layer, 2)),
  }));

const routing: Say = (v, layer) => {
  const common = { nh: v.nxt, len: v.len, type: v.type, segleft: v.segleft };
  const body = from(layer, 8);
  if (v.type === 0 && layer.length >= 8 && body.length % 16 === 0) {
    const reserved = unless(0, number(from(layer, 4), 0, 4));
    const text = call('IPv6ExtHdrRouting', { ...common, reserved, addresses: addresses6(body) });
    return { text, size: layer.length };
  }
  if (v.type !== 4 || v.srh?.addr === undefined) return undefined;
  const count = v.srh.addr.length as number;
  const bits = v.srh.flags as number;
  const text = call('IPv6ExtHdrSegmentRouting', {
    ...common,
    lastentry: v.srh.last_entry,
    unused1: bits >> 7,
    protected: (bits >> 6) & 1,
    oam: (bits >> 5) & 1,
    alert: (bits >> 4) & 1,
    hmac: (bits >> 3) & 1,
    unused2: bits & 7,
    tag: v.srh.tag,
    addresses: addresses6(body.subarray(0, 16 * count)),
    tlv_objects: `[Raw(${literal(body.subarray(16 * count))})]`,
  });
  return { text, size: layer.length };
};

/** The layer of the Internet, by the name of the protocol. */
export const internetSayings: Sayings = {
  ip: (v, layer) => {
    const options = ipOptions(from(layer, 20));
    const text = call('IP', {
      version: unless(4, v.version),
      ihl: v.hdr_len / 4,
      tos: unless('0x0', hex(trafficClass(v.dsfield))),
      len: v.len,
      id: v.id,
      flags: unless('0', flags(v.flags)),
      frag: unless(0, v.frag_offset / 8),
      ttl: v.ttl,
      proto: v.proto,
      chksum: hex(v.checksum),
      src: quoted(v.src),
      dst: quoted(v.dst),
      options: unless('[]', options.text),
    });
    return { text, size: 20 + options.size };
  },
  ipv6: header('IPv6', (v) => ({
    version: unless(6, v.version),
    tc: unless(0, trafficClass(v.tclass)),
    fl: unless('0x0', hex(v.flow)),
    plen: v.plen,
    nh: v.nxt,
    hlim: v.hlim,
    src: quoted(v.src),
    dst: quoted(v.dst),
  })),
  'ipv6.hopopts': options('IPv6ExtHdrHopByHop'),
  'ipv6.dstopts': options('IPv6ExtHdrDestOpt'),
  'ipv6.routing': routing,
  'ipv6.fraghdr': header('IPv6ExtHdrFragment', (v) => ({
    nh: v.nxt,
    res1: unless(0, v.reserved_octet),
    offset: v.offset / 8,
    res2: unless(0, v.reserved_bits),
    m: v.more,
    id: hex(v.ident),
  })),
  ah: header('AH', (v, layer) => ({
    nh: v.next_header,
    payloadlen: v.length,
    reserved: v.reserved,
    spi: hex(v.spi),
    seq: v.sequence,
    icv: literal(from(layer, 12)),
  })),
  esp: header('ESP', (v) => ({ spi: hex(v.spi), seq: v.sequence })),
  gre: ({ flags: f, ...v }, layer) => {
    const pptp = f.version === 1 && f.key && !f.checksum;
    // Source routes have no words, nor has a version 1 that is not PPTP's (RFC 2637, 4.1).
    if ((f.version !== 0 && !pptp) || f.routing) return undefined;
    const common = {
      key_present: f.key,
      seqnum_present: f.sequence_number,
      strict_route_source: unless(false, f.strict_source_route),
      recursion_control: unless(0, f.recursion_control),
      proto: hex(v.proto),
      sequence_number: v.sequence_number,
    };
    const text = pptp
      ? call('GRE_PPTP', {
          acknum_present: f.ack,
          flags: unless(0, f.reserved),
          ...common,
          payload_len: v.payload_length,
          call_id: v.call_id,
          ack_number: v.ack_number,
        })
      : call('GRE', {
          chksum_present: f.checksum,
          flags: unless(0, f.ack * 16 + f.reserved),
          ...common,
          chksum: v.checksum,
          offset: v.offset,
          key: v.key,
        });
    return { text, size: layer.length };
  },
};
