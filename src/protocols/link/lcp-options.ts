import { choice } from '../../codec/choice.js';
import { flag, ipv4, mac, uint } from '../../codec/fixed.js';
import { group } from '../../codec/group.js';
import { names } from '../../codec/names.js';
import { bytes, text } from '../../codec/parts.js';
import { option, tlv } from '../../codec/tlv.js';
import { pppProtocols } from '../../registries/ppp.js';
import { hex, ipv4Means, macMeans } from '../show.js';
import { shape } from './ppp-control.js';

const CHAP = 0xc223;
const LQR = 0xc025;

const data = bytes('Data', 'as the field before it says');
const protocolLook = { names: pppProtocols, show: hex(4) };

const algorithms = names({
  md5: [5, 'CHAP with MD5'],
  sha1: [6, 'CHAP with SHA-1'],
  ms_chap: [128, 'MS-CHAP'],
  ms_chap_2: [129, 'MS-CHAP-2'],
});
const operations = names({
  by_user: [0, 'where the user says'],
  dialing_string: [1, 'dialing string'],
  location: [2, 'location'],
  e164: [3, 'E.164 number'],
  name: [4, 'distinguished name'],
  cbcp: [6, 'by the Callback Control Protocol'],
});
const endpoints = names({
  none: [0, 'none'],
  local: [1, 'locally assigned'],
  ip: [2, 'IPv4 address'],
  mac: [3, 'MAC address'],
  magic: [4, 'magic numbers'],
  phone: [5, 'telephone number'],
});
const headerFormats = names({
  long_sequence: [2, 'long sequence numbers, with classes'],
  short_sequence: [6, 'short sequence numbers, with classes'],
});

/** RFC 1661, 6; RFC 1570, RFC 1990 (multilink) and later ones. */
export const lcpOptions = tlv('Options', 'of the link', shape, () => ({
  vendor: option(0, 'Vendor', {
    oui: uint(24, 'Organization', 'of the vendor', { show: hex(6) }),
    kind: uint(8, 'Kind', 'known to the vendor'),
    data,
  }),
  mru: option(1, 'Maximum receive unit', {
    mru: uint(16, 'Maximum receive unit', 'longest packet that the sender takes, in bytes'),
  }),
  asyncmap: option(2, 'Async control character map', {
    asyncmap: uint(32, 'Map', 'a bit for each control character that is to be escaped', {
      show: hex(8),
    }),
  }),
  auth: option(3, 'Authentication', {
    auth_protocol: uint(16, 'Protocol', 'by which the peer is to tell who it is', protocolLook),
    value: choice(
      'auth_protocol',
      { [CHAP]: { algorithm: uint(8, 'Algorithm', 'of CHAP', { names: algorithms }) } },
      { data },
    ),
  }),
  quality: option(4, 'Quality', {
    quality_protocol: uint(16, 'Protocol', 'by which quality is watched', protocolLook),
    value: choice(
      'quality_protocol',
      { [LQR]: { reporting_period: uint(32, 'Period', 'of reports, in hundredths of a second') } },
      { data },
    ),
  }),
  magic_number: option(5, 'Magic number', {
    magic_number: uint(32, 'Magic number', 'by which a looped line is found', { show: hex(8) }),
  }),
  pfc: option(7, 'Protocol field compression'),
  acfc: option(8, 'Address and control field compression'),
  fcs_alternatives: option(9, 'FCS alternatives', {
    fcs_alternatives: group('Alternatives', 'that the sender understands', {
      reserved: uint(5, 'Reserved', 'zero'),
      ccitt32: flag('32 bits', 'CRC-32'),
      ccitt16: flag('16 bits', 'the usual one'),
      null: flag('None', 'no check sequence'),
    }),
  }),
  self_desc_pad: option(10, 'Self-describing padding', {
    maximum: uint(8, 'Maximum', 'padding that the sender takes, in bytes'),
  }),
  numbered_mode: option(11, 'Numbered mode', {
    window: uint(8, 'Window', 'frames that may be on their way'),
    hdlc_address: bytes('Address', 'of HDLC'),
  }),
  callback: option(13, 'Callback', {
    operation: uint(8, 'Operation', 'how the number to call is known', { names: operations }),
    message: bytes('Message', 'as the operation says'),
  }),
  multilink_mrru: option(17, 'Multilink MRRU', {
    mrru: uint(16, 'MRRU', 'longest packet after reassembly, in bytes'),
  }),
  multilink_ssnh: option(18, 'Multilink short sequence numbers'),
  multilink_ep_disc: option(19, 'Multilink endpoint discriminator', {
    ep_disc_class: uint(8, 'Class', 'of the address', { names: endpoints }),
    address: choice(
      'ep_disc_class',
      {
        0: {},
        2: { ip_address: ipv4('Address', 'of the endpoint', { means: ipv4Means }) },
        3: { '802_1_address': mac('Address', 'of the endpoint', { means: macMeans }) },
        4: { magic_block: bytes('Magic numbers', 'of the endpoint') },
        5: { psndn: bytes('Number', 'of the endpoint, in digits') },
      },
      { data },
    ),
  }),
  dce_identifier: option(21, 'DCE identifier', { mode: uint(8, 'Mode', '1: nothing more') }),
  link_discrim: option(23, 'Link discriminator', {
    link_discrim: uint(16, 'Discriminator', 'of the link among those of a bundle'),
  }),
  cobs: option(25, 'Byte stuffing', {
    flags: group('Flags', 'of consistent overhead byte stuffing', {
      reserved: uint(6, 'Reserved', 'zero'),
      pre: flag('Preemption', 'packets may be interrupted'),
      zxe: flag('Zero elimination', 'runs of zeros are shortened'),
    }),
  }),
  multilink_hdr_fmt: option(27, 'Multilink header format', {
    code: uint(8, 'Format', 'of the fragments', { names: headerFormats }),
    max_susp_classes: uint(8, 'Classes', 'that may be suspended'),
  }),
  internationalization: option(28, 'Internationalization', {
    MIBenum: uint(32, 'Character set', 'by its MIBenum number; 106 is UTF-8'),
    language_tag: text('Language', 'of messages'),
  }),
  sonet_sdh: option(29, 'Simple data link on SONET/SDH'),
}));
