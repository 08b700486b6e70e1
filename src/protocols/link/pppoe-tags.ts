import { choice } from '../../codec/choice.js';
import { flag, uint } from '../../codec/fixed.js';
import { names } from '../../codec/names.js';
import { bytes, nested, text } from '../../codec/parts.js';
import { option, type Shape, tlv } from '../../codec/tlv.js';
import { lineTags } from './pppoe-line.js';

/** The enterprise number of the Broadband Forum, once the ADSL Forum (RFC 4679, 3). */
const BROADBAND_FORUM = 3561;

const units = names({
  kbit: [0, 'kbit/s'],
  mbit: [1, 'Mbit/s'],
  gbit: [2, 'Gbit/s'],
  tbit: [3, 'Tbit/s'],
});

const shape: Shape = { key: 'tag', type: 16, length: 16, counts: 'value', end: 0 };

/** RFC 2516, A; RFC 4638 (maximum payload), RFC 5578 (credits and metrics). */
export const tags = tlv('Tags', 'of the discovery', shape, () => ({
  end_of_list: option(0x0000, 'End-Of-List'),
  service_name: option(0x0101, 'Service-Name', {
    service_name: text('Service', 'wanted or offered; empty: any'),
  }),
  ac_name: option(0x0102, 'AC-Name', { ac_name: text('Concentrator', 'its name') }),
  host_uniq: option(0x0103, 'Host-Uniq', {
    host_uniq: bytes('Host-Uniq', 'by which the host knows the answers to its packet'),
  }),
  ac_cookie: option(0x0104, 'AC-Cookie', {
    ac_cookie: bytes('Cookie', 'by which the concentrator knows who answers'),
  }),
  vendor_specific: option(0x0105, 'Vendor-Specific', {
    vendor_id: uint(32, 'Vendor', 'enterprise number'),
    value: choice(
      'vendor_id',
      { [BROADBAND_FORUM]: { vendorspecific: nested('Tags', 'of TR-101', { tags: lineTags }) } },
      { vendor_unspecified: bytes('Value', 'known to the vendor') },
    ),
  }),
  credits: option(0x0106, 'Credits', {
    'credits.fcn': uint(16, 'Forward credits', 'granted to the peer'),
    'credits.bcn': uint(16, 'Backward credits', 'that are left to the sender'),
  }),
  metrics: option(0x0107, 'Metrics', {
    'metrics.reserved': uint(11, 'Reserved', 'zero'),
    'metrics.mdr_units': uint(2, 'Unit', 'of the maximum data rate', { names: units }),
    'metrics.cdr_units': uint(2, 'Unit', 'of the current data rate', { names: units }),
    'metrics.r': flag('Receive only', 'the link takes no data from the host'),
    'metrics.rlq': uint(8, 'Quality', 'of the link, in percent'),
    'metrics.resource': uint(8, 'Resources', 'that are left, in percent'),
    'metrics.latency': uint(16, 'Latency', 'in milliseconds'),
    'metrics.curr_drate': uint(16, 'Current data rate', 'in its unit'),
    'metrics.max_drate': uint(16, 'Maximum data rate', 'in its unit'),
  }),
  seq_num: option(0x0108, 'Sequence-Number', {
    seq_num: uint(16, 'Sequence number', 'of credits, to know what was lost'),
  }),
  credit_scale: option(0x0109, 'Credit-Scale-Factor', {
    credit_scale: uint(16, 'Scale', 'bytes that one credit stands for'),
  }),
  relay_session_id: option(0x0110, 'Relay-Session-Id', {
    relay_session_id: bytes('Relay session', 'added by a relay on the way'),
  }),
  hurl: option(0x0111, 'HURL', { hurl: text('URL', 'for the host to open') }),
  motm: option(0x0112, 'MOTM', { motm: text('Message', 'of the minute') }),
  max_payload: option(0x0120, 'PPP-Max-Payload', {
    max_payload: uint(16, 'Maximum payload', 'of PPP, in bytes, if it is more than 1492'),
  }),
  ip_route_add: option(0x0121, 'IP-Route-Add', {
    ip_route_add: bytes('Route', 'for the host to add'),
  }),
  service_name_error: option(0x0201, 'Service-Name-Error', {
    service_name_error: text('Error', 'the service is not given'),
  }),
  ac_system_error: option(0x0202, 'AC-System-Error', {
    ac_system_error: text('Error', 'of the concentrator'),
  }),
  generic_error: option(0x0203, 'Generic-Error', {
    generic_error: text('Error', 'of any kind'),
  }),
}));
