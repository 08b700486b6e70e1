import { choice } from '../../codec/choice.js';
import { flag, ipv4, ipv6, uint, uint64 } from '../../codec/fixed.js';
import { names } from '../../codec/names.js';
import { bytes, text } from '../../codec/parts.js';
import { option, tlv } from '../../codec/tlv.js';
import { hex, ipv4Means, ipv6Means } from '../show.js';
import { duration } from '../words.js';

const mip6 = (name: string) => ({ filter: `mip6.${name}` });

const handoffs = names({
  new_interface: [1, 'Attachment over a new interface'],
  other_interface: [2, 'Handoff between interfaces of the node'],
  other_gateway: [3, 'Handoff between gateways for the same interface'],
  unknown: [4, 'Handoff state unknown'],
  same: [5, 'Handoff state not changed'],
});

const technologies = names({
  virtual: [1, 'Virtual'],
  ppp: [2, 'PPP'],
  ethernet: [3, 'Ethernet'],
  wlan: [4, 'Wireless LAN'],
  wimax: [5, 'WiMAX'],
  geran: [6, '3GPP GERAN'],
  utran: [7, '3GPP UTRAN'],
  eutran: [8, '3GPP E-UTRAN'],
});

const spi = (name: string) =>
  uint(32, 'SPI', 'security parameters index', { ...mip6(name), show: hex(8) });
const address4 = (help: string, name: string) =>
  ipv4('Address', help, { ...mip6(name), means: ipv4Means });
const address6 = (help: string, name: string) =>
  ipv6('Address', help, { ...mip6(name), means: ipv6Means });
const reserved = (bits: number, name: string) => uint(bits, 'Reserved', 'must be zero', mip6(name));

const prefix = {
  reserved: reserved(8, 'nemo.mnp.reserved'),
  pfl: uint(8, 'Prefix length', 'in bits', mip6('nemo.mnp.pfl')),
  mnp: address6('of the network', 'nemo.mnp.mnp'),
};
const preflen = uint(6, 'Prefix length', 'in bits', mip6('ipv4ha.preflen'));

/** From the start of NTP's count to that of 1970. */
const SECONDS_FROM_1900 = 2_208_988_800;

function date(seconds: number): string | undefined {
  const at = new Date(seconds * 1000);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

/** The care-of address may be of either version, or left out (RFC 5648, 4.1). */
const careOf = choice((v, ahead) => ahead?.left ?? (v.coa_ipv4 ? 4 : v.coa_ipv6 ? 16 : 0), {
  4: { coa_ipv4: address4('of the mobile node abroad', 'bi.coa_ipv4') },
  16: { coa_ipv6: address6('of the mobile node abroad', 'bi.coa_ipv6') },
});

/** RFC 6275, 6.2; RFC 3963 (6), 5568 (7, 21), 4283 (8), 4285 (9, 10), 5213 (22 to 27) … */
export const mobilityOptions = tlv(
  'Options',
  'padded to a multiple of 8 bytes',
  { key: 'type', type: 8, length: 8, counts: 'value', single: [0] },
  () => ({
    pad1: option(0, 'Pad1'),
    padn: option(1, 'PadN', { padn: bytes('Padding', 'zeros', mip6('padn')) }),
    bra: option(2, 'Binding refresh advice', {
      interval: uint(16, 'Interval', 'in units of 4 seconds', {
        ...mip6('bra.interval'),
        means: (v) => duration(4 * v),
      }),
    }),
    acoa: option(3, 'Alternate care-of address', {
      acoa: address6('of the mobile node abroad', 'acoa.acoa'),
    }),
    ni: option(4, 'Nonce indices', {
      hni: uint(16, 'Home nonce index', 'of the home test', mip6('ni.hni')),
      cni: uint(16, 'Care-of nonce index', 'of the care-of test', mip6('ni.cni')),
    }),
    bad_auth: option(5, 'Binding authorization data', {
      auth: bytes('Authenticator', 'over the message', mip6('bad.auth')),
    }),
    mnp: option(6, 'Mobile network prefix', prefix),
    mhlla: option(7, 'Link-layer address', {
      optcode: uint(8, 'Code', 'whose address it is', mip6('lla.optcode')),
      lla: bytes('Address', 'of the link', mip6('lla')),
    }),
    mnid: option(8, 'Mobile node identifier', {
      subtype: uint(8, 'Subtype', '1: network access identifier', mip6('mnid.subtype')),
      identifier: text('Identifier', 'of the node', mip6('mnid.identifier')),
    }),
    auth: option(9, 'Authentication', {
      subtype: uint(8, 'Subtype', '1: home agent, 2: AAA server', mip6('auth.subtype')),
      mobility_spi: spi('auth.mobility_spi'),
      auth_data: bytes('Authenticator', 'over the message', mip6('auth.auth_data')),
    }),
    mesg_id: option(10, 'Message identifier', {
      timestamp: uint64('Timestamp', 'in the form of NTP, against replays', {
        ...mip6('mseg_id.timestamp'),
        means: (v) => date(Number(v) / 2 ** 32 - SECONDS_FROM_1900),
      }),
    }),
    vsm: option(19, 'Vendor specific', {
      vendor_id: uint(32, 'Vendor', 'private enterprise number', mip6('vsm.vendorId')),
      subtype: uint(8, 'Subtype', 'as the vendor says', mip6('vsm.subtype')),
      vendor_data: bytes('Data', 'as the vendor says', mip6('vsm.data')),
    }),
    ssm: option(20, 'Service selection', {
      identifier: text('Service', 'wanted', mip6('ss.identifier')),
    }),
    badff: option(21, 'Authorization data of fast handovers', {
      spi: spi('badff.spi'),
      auth: bytes('Authenticator', 'over the message', mip6('badff.auth')),
    }),
    hnp: option(22, 'Home network prefix', prefix),
    hi: option(23, 'Handoff indicator', {
      reserved: reserved(8, 'hi.reserved'),
      hi: uint(8, 'Indicator', 'kind of handoff', { ...mip6('hi'), names: handoffs }),
    }),
    att: option(24, 'Access technology', {
      reserved: reserved(8, 'att.reserved'),
      att: uint(8, 'Technology', 'of the link', { ...mip6('att'), names: technologies }),
    }),
    mnlli: option(25, 'Mobile node link-layer identifier', {
      reserved: reserved(16, 'mnlli.reserved'),
      lli: bytes('Identifier', 'of the link', mip6('mnlli.lli')),
    }),
    lila: option(26, 'Link-local address', { lla: address6('of the gateway', 'lila_lla') }),
    ts: option(27, 'Timestamp', {
      timestamp: uint64('Timestamp', 'seconds since 1970, in units of 1/65536', {
        ...mip6('timestamp_tmp'),
        means: (v) => date(Number(v) / 2 ** 16),
      }),
    }),
    rc: option(28, 'Restart counter', {
      rc: uint(32, 'Counter', 'how often the node has started', mip6('rc')),
    }),
    ipv4ha: option(29, 'IPv4 home address', {
      preflen,
      p_flag: flag('Prefix', 'a mobile network prefix is wanted', mip6('ipv4ha.p_flag')),
      reserved: reserved(9, 'ipv4ha.reserved'),
      ha: address4('at home, or 0.0.0.0 to ask for one', 'ipv4ha.ha'),
    }),
    ipv4aa: option(30, 'IPv4 address acknowledgement', {
      sts: uint(8, 'Status', '0: done, from 128: refused', mip6('ipv4aa.sts')),
      preflen,
      reserved: reserved(2, 'ipv4aa.reserved'),
      ha: address4('at home', 'ipv4ha.ha'),
    }),
    natd: option(31, 'NAT detection', {
      f_flag: flag('Force', 'put everything into UDP', mip6('natd.f_flag')),
      reserved: reserved(15, 'natd.reserved'),
      refresh_t: uint(32, 'Refresh time', 'in seconds', {
        ...mip6('natd.refresh_t'),
        means: duration,
      }),
    }),
    ipv4coa: option(32, 'IPv4 care-of address', {
      reserved: reserved(16, 'ipv4coa.reserved'),
      addr: address4('of the mobile node abroad', 'ipv4coa.addr'),
    }),
    grek: option(33, 'GRE key', {
      reserved: reserved(16, 'ipv4dra.reserved'),
      gre_key: uint(32, 'Key', 'for the tunnel', { ...mip6('gre_key'), show: hex(8) }),
    }),
    bi: option(35, 'Binding identifier', {
      bid: uint(16, 'Binding id', 'one of several', mip6('bi.bid')),
      status: uint(8, 'Status', '0: done, from 128: refused', mip6('bi.status')),
      h_flag: flag('Home too', 'home and foreign binding at once', mip6('bi.h_flag')),
      reserved: reserved(7, 'bi.reserved'),
      care_of: careOf,
    }),
  }),
);
