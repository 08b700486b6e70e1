import { toHex } from '../codec/hex.js';
import { View } from '../codec/view.js';
import type { Quoted } from '../craft/presets.js';
import { openInput } from '../input/input.js';
import { InputError } from '../input/input-error.js';
import { packetsOf } from '../input/packets.js';
import { catalog } from '../protocols/index.js';
import { FirstLayer } from './first-layer.js';
import { isTerminal } from './terminal.js';

const EXAMPLE = 'tcpip build udp --dport 33434 | tcpip build icmp-unreachable';

async function readInto(view: View): Promise<void> {
  try {
    if (packetsOf(await openInput(['-'], {})).next(view)) return;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(`no packet for the message to be about: ${error.message}`, EXAMPLE);
  }
  throw new InputError('there is no packet on standard input', EXAMPLE);
}

/** The packet on standard input that an error message is to be about. */
export async function quotedFrom(): Promise<Quoted> {
  if (isTerminal(0)) {
    throw new InputError('the packet that the message is about comes from standard input', EXAMPLE);
  }
  const view = new View(catalog);
  await readInto(view);
  const first = await FirstLayer.for({});
  await first.locate(view);
  const packet = view.packet();
  const ip = packet.layers.find(({ protocol }) => protocol.plan.ends === 'net');
  if (!ip) throw new InputError('the packet on standard input has no IP header');
  const { src, dst } = ip.fields;
  return {
    ipv6: String(src).includes(':'),
    hex: toHex(packet.bytes, ip.offset, ip.stop),
    src: String(src),
    dst: String(dst),
  };
}
