import { assemble, type LayerGiven } from '../../codec/assemble.js';
import { FieldError } from '../../codec/field.js';
import { unsealed } from '../../codec/frame.js';
import { toHex } from '../../codec/hex.js';
import { catalog } from '../../protocols/common.js';
import type { Slot } from '../capture/records.js';
import { InputError } from '../input-error.js';
import type { Step } from './step.js';

/** Headers to be written before each packet, as text2pcap's options of one letter have them. */
export interface HeaderOptions {
  ethertype?: string;
  ipProto?: string;
  ip?: string;
  udp?: string;
  tcp?: string;
  sctp?: string;
}

const ETHERNET = 1;
/** Link types of packets that begin with IP. */
const RAW = [101, 228, 229];

const IPV4 = ['192.0.2.1', '198.51.100.2'] as const;
const MACS = ['02:00:00:00:00:01', '02:00:00:00:00:02'] as const;

type Pair = readonly [from: string, to: string];

/** Writes headers before each packet; those of packets that came in go the other way. */
export class Headers implements Step {
  private readonly linktype: number;
  private readonly addresses: Pair;
  private readonly transport: 'udp' | 'tcp' | 'sctp' | undefined;
  private readonly ports: Pair;
  private readonly framed: boolean;
  /** Of each way, how much TCP has sent. */
  private readonly sent = { in: 0, out: 0 };

  /** All protocols have to be there. */
  constructor(
    private readonly options: HeaderOptions,
    linktype: number | undefined,
  ) {
    const named = (['udp', 'tcp', 'sctp'] as const).filter((one) => options[one] !== undefined);
    if (named.length > 1) throw new InputError(`--${named.join(' and --')} exclude each other`);
    [this.transport] = named;
    const { transport } = this;
    this.ports = transport ? pairFrom(options[transport] ?? '', `--${transport}`) : NONE;
    this.addresses = options.ip === undefined ? IPV4 : pairFrom(options.ip, '--ip');
    this.framed = linktype === undefined || !RAW.includes(linktype);
    if (this.framed && linktype !== undefined && linktype !== ETHERNET) {
      throw new InputError(
        `--linktype ${linktype}: the headers are those of Ethernet (1) and IP (101)`,
      );
    }
    this.linktype = linktype ?? ETHERNET;
    try {
      assemble(this.layers('out', 0));
    } catch (error) {
      // What is wrong with one of them is wrong in each packet.
      if (!(error instanceof FieldError)) throw error;
      throw new InputError(error.message);
    }
  }

  take(slot: Slot): boolean {
    const { bytes, start, end, more, len } = slot;
    const data = { protocol: catalog.data, fields: { data: toHex(bytes, start, end) } };
    const whole = assemble([...this.layers(more?.direction ?? 'out', end - start), data]);
    slot.len = Math.max(len + whole.length - (end - start), whole.length);
    slot.bytes = whole;
    slot.start = 0;
    slot.end = whole.length;
    slot.linktype = this.linktype;
    slot.more = unsealed(more);
    slot.first = undefined;
    return true;
  }

  private layers(way: 'in' | 'out', size: number): LayerGiven[] {
    const { options, addresses, transport, framed } = this;
    const { ethertype, ipProto } = options;
    const layers: LayerGiven[] = [];
    const add = (name: string, fields: Record<string, unknown>): void => {
      layers.push({ protocol: catalog.named(name), fields });
    };
    const withIp = ipProto !== undefined || options.ip !== undefined || transport !== undefined;
    const type = ethertype === undefined ? {} : { type: numberOrName(ethertype) };
    if (framed) add('eth', { ...ends(MACS, way), ...type });
    if (withIp) {
      const version6 = addresses[0].includes(':');
      const number =
        ipProto === undefined ? {} : { [version6 ? 'nxt' : 'proto']: numberOrName(ipProto) };
      add(version6 ? 'ipv6' : 'ip', { ...ends(addresses, way), ...number });
    }
    if (transport) add(transport, { ...this.portsOf(way), ...this.sequence(way, size) });
    return layers;
  }

  private portsOf(way: 'in' | 'out'): Record<string, unknown> {
    const { src, dst } = ends(this.ports, way);
    return { srcport: numberOrName(src), dstport: numberOrName(dst) };
  }

  private sequence(way: 'in' | 'out', size: number): Record<string, unknown> {
    if (this.transport !== 'tcp') return {};
    const { sent } = this;
    const seq = sent[way];
    sent[way] = (seq + size) % 2 ** 32;
    return { seq, ack: sent[way === 'in' ? 'out' : 'in'], flags: ['push', 'ack'] };
  }
}

const NONE: Pair = ['', ''];

const ends = ([from, to]: Pair, way: 'in' | 'out'): { src: string; dst: string } =>
  way === 'out' ? { src: from, dst: to } : { src: to, dst: from };

function pairFrom(text: string, option: string): Pair {
  const [from = '', to = '', ...others] = text.split(',').map((part) => part.trim());
  if (from && to && !others.length) return [from, to];
  throw new InputError(
    `${option}: two are needed, with a comma, not '${text}'`,
    `${option} ${option === '--ip' ? IPV4 : '1000,2000'}`,
  );
}

const numberOrName = (text: string): number | string =>
  /^(?:0x[0-9a-f]+|\d+)$/i.test(text) ? Number(text) : text;
