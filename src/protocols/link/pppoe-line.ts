import { uint } from '../../codec/fixed.js';
import { names } from '../../codec/names.js';
import { text } from '../../codec/parts.js';
import { option, tlv } from '../../codec/tlv.js';

const from = (tag: string) => ({ filter: `pppoed.tags.${tag}` });
const rate = (tag: string) => uint(32, 'Data rate', 'in kbit/s', from(tag));
const delay = (tag: string) => uint(32, 'Delay', 'of interleaving, in milliseconds', from(tag));

const dataLinks = names({ aal5: [0, 'ATM AAL5'], ethernet: 1 });
const overEthernet = names({ none: 0, untagged: 1, single_tagged: 2, double_tagged: 3 });
const overAtm = names({
  none: 0,
  pppoa_llc: [1, 'PPPoA, LLC'],
  pppoa_null: [2, 'PPPoA, null'],
  ipoa_llc: [3, 'IPoA, LLC'],
  ipoa_null: [4, 'IPoA, null'],
  ethernet_llc_fcs: [5, 'Ethernet, LLC, with FCS'],
  ethernet_llc: [6, 'Ethernet, LLC'],
  ethernet_null_fcs: [7, 'Ethernet, null, with FCS'],
  ethernet_null: [8, 'Ethernet, null'],
});

/** Of a subscriber's line, by the access node (RFC 4679, 3.3; Broadband Forum TR-101, 3.9). */
export const lineTags = tlv(
  'Line',
  "what the access node says of the subscriber's line",
  { key: 'tag', type: 8, length: 8, counts: 'value' },
  () => ({
    circuit_id: option(0x01, 'Circuit-ID', {
      circuit_id: text('Circuit', 'port of the access node', from('circuit_id')),
    }),
    remote_id: option(0x02, 'Remote-ID', {
      remote_id: text('Remote', 'the subscriber', from('remote_id')),
    }),
    act_data_rate_up: option(0x81, 'Actual-Data-Rate-Upstream', {
      act_data_rate_up: rate('act_data_rate_up'),
    }),
    act_data_rate_down: option(0x82, 'Actual-Data-Rate-Downstream', {
      act_data_rate_down: rate('act_data_rate_down'),
    }),
    min_data_rate_up: option(0x83, 'Minimum-Data-Rate-Upstream', {
      min_data_rate_up: rate('min_data_rate_up'),
    }),
    min_data_rate_down: option(0x84, 'Minimum-Data-Rate-Downstream', {
      min_data_rate_down: rate('min_data_rate_down'),
    }),
    attainable_data_rate_up: option(0x85, 'Attainable-Data-Rate-Upstream', {
      attainable_data_rate_up: rate('attainable_data_rate_up'),
    }),
    attainable_data_rate_down: option(0x86, 'Attainable-Data-Rate-Downstream', {
      attainable_data_rate_down: rate('attainable_data_rate_down'),
    }),
    max_data_rate_up: option(0x87, 'Maximum-Data-Rate-Upstream', {
      max_data_rate_up: rate('max_data_rate_up'),
    }),
    max_data_rate_down: option(0x88, 'Maximum-Data-Rate-Downstream', {
      max_data_rate_down: rate('max_data_rate_down'),
    }),
    min_data_rate_up_lp: option(0x89, 'Minimum-Data-Rate-Upstream-Low-Power', {
      min_data_rate_up_lp: rate('min_data_rate_up_lp'),
    }),
    min_data_rate_down_lp: option(0x8a, 'Minimum-Data-Rate-Downstream-Low-Power', {
      min_data_rate_down_lp: rate('min_data_rate_down_lp'),
    }),
    max_int_delay_up: option(0x8b, 'Maximum-Interleaving-Delay-Upstream', {
      max_int_delay_up: delay('max_int_delay_up'),
    }),
    act_int_delay_up: option(0x8c, 'Actual-Interleaving-Delay-Upstream', {
      act_int_delay_up: delay('act_int_delay_up'),
    }),
    max_int_delay_down: option(0x8d, 'Maximum-Interleaving-Delay-Downstream', {
      max_int_delay_down: delay('max_int_delay_down'),
    }),
    act_int_delay_down: option(0x8e, 'Actual-Interleaving-Delay-Downstream', {
      act_int_delay_down: delay('act_int_delay_down'),
    }),
    access_loop_encap: option(0x90, 'Access-Loop-Encapsulation', {
      data_link: uint(8, 'Data link', 'of the loop', {
        ...from('access_loop_encap.data_link'),
        names: dataLinks,
      }),
      encap_1: uint(8, 'Encapsulation 1', 'of Ethernet', {
        ...from('access_loop_encap.encap_1'),
        names: overEthernet,
      }),
      encap_2: uint(8, 'Encapsulation 2', 'over ATM', {
        ...from('access_loop_encap.encap_2'),
        names: overAtm,
      }),
    }),
  }),
);
