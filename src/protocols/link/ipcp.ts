import { choice } from '../../codec/choice.js';
import { flag, ipv4, uint } from '../../codec/fixed.js';
import { bytes } from '../../codec/parts.js';
import { protocol } from '../../codec/protocol.js';
import { option, tlv } from '../../codec/tlv.js';
import { pppProtocols } from '../../registries/ppp.js';
import { hex, ipv4Means } from '../show.js';
import { codes, data, header, shape, wholeLength } from './ppp-control.js';

const VJ = 0x002d;
const IPHC = 0x0061;
const ROHC = 0x0003;

const address = (help: string) => ipv4('Address', help, { means: ipv4Means });

/** What follows the number of a way to compress headers; IPv6CP's is the same. */
export const compression = {
  compress_proto: uint(16, 'Protocol', 'by which headers are compressed', {
    names: pppProtocols,
    show: hex(4),
    filter: 'ipcp.opt.compress_proto',
  }),
  value: choice(
    'compress_proto',
    {
      [VJ]: {
        max_slot_id: uint(8, 'Slots', 'the greatest number of one', {
          filter: 'ipcp.opt.max_slot_id',
        }),
        reserved: uint(7, 'Reserved', 'zero'),
        comp_slot_id: flag('Compressed', 'the slot may be left out', {
          filter: 'ipcp.opt.comp_slot_id',
        }),
      },
      [IPHC]: {
        tcp_space: uint(16, 'TCP contexts', 'the greatest number of one', {
          filter: 'ipcp.opt.tcp_space',
        }),
        non_tcp_space: uint(16, 'Other contexts', 'the greatest number of one', {
          filter: 'ipcp.opt.non_tcp_space',
        }),
        f_max_period: uint(16, 'Period', 'packets until a full header', {
          filter: 'ipcp.opt.f_max_period',
        }),
        f_max_time: uint(16, 'Time', 'seconds until a full header', {
          filter: 'ipcp.opt.f_max_time',
        }),
        max_header: uint(16, 'Header', 'the longest to be compressed, in bytes', {
          filter: 'ipcp.opt.max_header',
        }),
        suboptions: bytes('Suboptions', 'of RFC 3544'),
      },
      [ROHC]: {
        max_cid: uint(16, 'Contexts', 'the greatest number of one', {
          filter: 'ipcp.opt.max_cid',
        }),
        mrru: uint(16, 'MRRU', 'longest header after reassembly, in bytes', {
          filter: 'ipcp.opt.mrru',
        }),
        max_header: uint(16, 'Header', 'the longest to be compressed, in bytes', {
          filter: 'ipcp.opt.max_header',
        }),
        suboptions: bytes('Suboptions', 'of RFC 3241'),
      },
    },
    { data: bytes('Data', 'as the protocol says', { filter: 'ipcp.data' }) },
  ),
};

/** RFC 1332, 3; RFC 2290 (mobile nodes), RFC 1877 (name servers). */
const ipcpOptions = tlv('Options', 'for IPv4', shape, {
  addrs: option(1, 'IP addresses (old)', {
    src_address: address('that the sender would like to have'),
    dst_address: address('that the peer is to have'),
  }),
  compress: option(2, 'IP compression', compression),
  addr: option(3, 'IP address', {
    ip_address: address('that the sender would like to have; 0.0.0.0 asks for one'),
  }),
  mobileipv4: option(4, 'Mobile node', {
    mobilenodehomeaddress: address('that a mobile node has at home'),
  }),
  pri_dns: option(129, 'Primary DNS', { pri_dns_address: address('of the first name server') }),
  pri_nbns: option(130, 'Primary NBNS', { pri_nbns_address: address('of the first, for NetBIOS') }),
  sec_dns: option(131, 'Secondary DNS', { sec_dns_address: address('of the second name server') }),
  sec_nbns: option(132, 'Secondary NBNS', {
    sec_nbns_address: address('of the second, for NetBIOS'),
  }),
});

const options = { opt: ipcpOptions };

export const ipcp = protocol({
  name: 'ipcp',
  title: 'IP Control Protocol',
  short: 'IPCP',
  rfc: 'RFC 1332',
  carriedBy: { 'ppp.protocol': 0x8021 },
  namesUnder: ['ppp'],
  fields: {
    ...header,
    body: choice('code', { 1: options, 2: options, 3: options, 4: options }, data, { exact: true }),
  },
  rules: (f) => ({
    ...wholeLength(f.length),
    derived: { length: 'header' },
    summary: (v) => `${codes.textOf(v.code) ?? `code ${v.code}`}, identifier ${v.identifier}`,
  }),
});
