import { internet } from '../../codec/checksum/seal.js';
import { choice } from '../../codec/choice.js';
import type { Loose } from '../../codec/field.js';
import { flag, uint } from '../../codec/fixed.js';
import { names } from '../../codec/names.js';
import { protocol } from '../../codec/protocol.js';
import { dccpTypes } from '../../registries/dccp.js';
import { dccpPorts } from '../../registries/ports.js';
import { hex } from '../show.js';
import { inBytes } from '../words.js';
import { dccpOptions } from './dccp-options.js';
import { byPort, portMeans, toDiscard } from './ports.js';

/** RFC 4340, 5.6. */
const resetCodes = names({
  unspecified: 0,
  closed: 1,
  aborted: 2,
  no_connection: 3,
  packet_error: 4,
  option_error: 5,
  mandatory_error: 6,
  connection_refused: 7,
  bad_service_code: 8,
  too_busy: 9,
  bad_init_cookie: 10,
  aggression_penalty: 11,
});

const REQUEST = 0;
const RESPONSE = 1;
const DATA = 2;
const DATA_ACK = 4;
const RESET = 7;
const SYNC_ACK = 9;
const LISTEN = 10;

/** Which subheader follows the sequence number (RFC 4340, 5.2 to 5.6; RFC 5596, 2.2.1). */
function acknowledges({ type, x }: Loose): 'long' | 'short' | 'none' {
  if (type === REQUEST || type === DATA || type > SYNC_ACK) return 'none';
  return x ? 'long' : 'short';
}
function adds({ type }: Loose): 'service' | 'reset' | 'none' {
  if (type === RESET) return 'reset';
  return type === REQUEST || type === RESPONSE || type === LISTEN ? 'service' : 'none';
}

/** Service codes are four letters as a rule (RFC 4340, 8.1.2). */
function serviceText(code: number): string | undefined {
  const text = String.fromCharCode(
    code >>> 24,
    (code >>> 16) & 255,
    (code >>> 8) & 255,
    code & 255,
  );
  return /^[!-~]{4}$/.test(text) ? `SC:${text}` : undefined;
}

/** A coverage of 0 is all; else the header, and so many words less one (RFC 4340, 9.2). */
const covered = (start: number, offset: number, cscov: number): number =>
  start + 4 * (offset + cscov - 1);

function coverage(cscov: number): string {
  if (cscov === 0) return 'header and all data';
  return cscov === 1 ? 'header alone' : `header and ${inBytes(4 * (cscov - 1))} of data`;
}

const reserved = (bits: number, filter: string) =>
  uint(bits, 'Reserved', 'zero', { filter: `dccp.${filter}` });

export const dccp = protocol({
  name: 'dccp',
  title: 'Datagram Congestion Control Protocol',
  short: 'DCCP',
  rfc: 'RFC 4340',
  carriedBy: { 'ip.proto': 33 },
  example: toDiscard,
  fields: {
    srcport: uint(16, 'Source port', 'port of the sender', {
      names: dccpPorts,
      means: portMeans(dccpPorts),
    }),
    dstport: uint(16, 'Destination port', 'port of the receiver', {
      names: dccpPorts,
      means: portMeans(dccpPorts),
    }),
    data_offset: uint(8, 'Data offset', 'header with options, in words of 32 bits', {
      means: (v) => inBytes(4 * v),
    }),
    ccval: uint(4, 'CCVal', 'for the congestion control of the sender'),
    cscov: uint(4, 'Checksum coverage', 'words of data that are covered, plus 1; 0 is all', {
      means: coverage,
    }),
    checksum: uint(16, 'Checksum', 'RFC 1071 over pseudo-header and what is covered', {
      show: hex(4),
    }),
    res1: uint(3, 'Reserved', 'zero'),
    type: uint(4, 'Type', 'of packet', { names: dccpTypes }),
    x: flag('Extended', 'sequence numbers of 48 bits, not 24', { init: true }),
    sequence: choice('x', {
      0: { seq: uint(24, 'Sequence number', 'lower half; counts packets') },
      1: {
        res2: reserved(8, 'res2'),
        seq: uint(48, 'Sequence number', 'counts packets', { filter: 'dccp.seq_raw' }),
      },
    }),
    acknowledgment: choice(acknowledges, {
      short: {
        ack_res: reserved(8, 'ack_res'),
        ack: uint(24, 'Acknowledgment number', 'lower half of the greatest received', {
          filter: 'dccp.ack_raw',
        }),
      },
      long: {
        ack_res: reserved(16, 'ack_res'),
        ack: uint(48, 'Acknowledgment number', 'the greatest received', {
          filter: 'dccp.ack_raw',
        }),
      },
    }),
    more: choice(adds, {
      service: {
        service_code: uint(32, 'Service code', 'which application is wanted', {
          means: serviceText,
        }),
      },
      reset: {
        reset_code: uint(8, 'Reset code', 'why the connection ends', { names: resetCodes }),
        data1: uint(8, 'Data 1', 'depends on the code'),
        data2: uint(8, 'Data 2', 'depends on the code'),
        data3: uint(8, 'Data 3', 'depends on the code'),
      },
    }),
    options: dccpOptions,
  },
  rules: (f) => ({
    headerLength: (b, o) => 4 * f.data_offset(b, o),
    selects: { 'dccp.port': byPort(f.srcport, f.dstport) },
    derived: { data_offset: (d) => d.header / 4 },
    align: { to: 4, unless: 'data_offset' },
    sealed: {
      checksum: internet({
        pseudo: 33,
        cover: (b, o, end) => {
          const cscov = f.cscov(b, o);
          return cscov === 0 ? end : Math.min(end, covered(o, f.data_offset(b, o), cscov));
        },
      }),
    },
    checks: [
      ...(['srcport', 'dstport'] as const).map((field) => ({
        severity: 'warning' as const,
        field,
        when: (v: { srcport: number; dstport: number }) => v[field] === 0,
        text: 'port 0 is reserved',
        rfc: 'RFC 6335, 6',
      })),
      {
        severity: 'note',
        field: 'options',
        when: (v) => v.options?.some(({ name }) => name === undefined) ?? false,
        text: 'an unknown option: receivers ignore it',
        rfc: 'RFC 4340, 5.8',
      },
      {
        severity: 'warning',
        field: 'type',
        when: (v) => v.type > LISTEN,
        text: (v) => `type ${v.type} is reserved: receivers ignore it`,
        rfc: 'RFC 4340, 5.1',
      },
      {
        severity: 'error',
        field: 'x',
        when: (v) => !v.x && (v.type < DATA || v.type > DATA_ACK),
        text: 'short sequence numbers are for Data, Ack and DataAck alone',
        rfc: 'RFC 4340, 5.1',
      },
      {
        severity: 'error',
        field: 'cscov',
        when: (v, { offset, end }) => v.cscov > 0 && covered(offset, v.data_offset, v.cscov) > end,
        text: 'the coverage goes beyond the packet',
        rfc: 'RFC 4340, 9.2',
      },
      {
        severity: 'note',
        field: 'res1',
        when: (v) => v.res1 !== 0 || (v.res2 ?? 0) !== 0,
        text: 'reserved bits are set',
        rfc: 'RFC 4340, 5.1',
      },
      {
        severity: 'warning',
        field: 'options',
        when: (v) => v.type === DATA && (v.options?.some((o) => o.name === 'mandatory') ?? false),
        text: 'Mandatory in a Data packet is ignored',
        rfc: 'RFC 4340, 5.8.2',
      },
    ],
    ends: { of: 'port', from: 'srcport', to: 'dstport' },
    summary: (v) => dccpTypes.textOf(v.type) ?? `type ${v.type}`,
  }),
});
