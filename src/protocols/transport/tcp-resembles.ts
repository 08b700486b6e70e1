import type { Layer } from '../../codec/packet.js';
import type { Evidence } from '../../codec/protocol.js';
import { tcpPorts } from '../../registries/ports.js';
import { ofPorts } from '../resemblance.js';

interface Header {
  readonly srcport: number;
  readonly dstport: number;
  readonly ack: number;
  readonly flags: Readonly<
    Record<'ack' | 'push' | 'reset' | 'syn' | 'fin' | 'urg' | 'ece' | 'cwr' | 'ae', boolean>
  > & { readonly res: number };
  readonly urgent_pointer: number;
  readonly options?: readonly { readonly name?: unknown }[] | undefined;
}

const PLAIN = 20;

/** Every rule that segments keep and other bytes would break. */
export function resemblesTcp(v: Header, { length, problem }: Layer): Evidence[] {
  const { flags: f, options = [] } = v;
  const kinds = [f.syn, f.fin, f.reset].filter(Boolean).length;
  const isLegal = kinds < 2 && (f.ack || ((f.syn || f.reset) && !f.push));
  const known = options.filter(({ name }) => name !== undefined).length;
  return [
    ofPorts(v, tcpPorts),
    [f.res === 0 && !f.ae ? 4 : -6],
    [isLegal ? 2 : -8, 'flags that go together'],
    [f.urg ? -5 : v.urgent_pointer === 0 ? 9 : -9, 'no urgent pointer'],
    [f.ack ? 0 : v.ack === 0 ? 9 : -5, 'no acknowledgment'],
    // Each option has a kind and a length that fit.
    [
      length === PLAIN ? 3 : problem ? -6 : Math.min(6 * known, 12) - 12 * (options.length - known),
      'options fit',
    ],
  ];
}
