import type { Loose } from '../../codec/field.js';
import type { Layer } from '../../codec/packet.js';
import type { Evidence } from '../../codec/protocol.js';
import { icmpv6Codes, icmpv6Types } from '../../registries/icmpv6.js';

/** Errors, echo, groups, neighbours. */
const USUAL = new Set([1, 2, 3, 4, 128, 129, 130, 131, 132, 133, 134, 135, 136, 137, 143]);

/** Its checksum needs the addresses of the datagram around it: less is left to go by. */
export function resemblesIcmpv6(v: Loose, { problem }: Layer): Evidence[] {
  const target: string | undefined = v.nd?.ns?.target_address ?? v.nd?.na?.target_address;
  return [
    [
      USUAL.has(v.type) ? 4 : icmpv6Types.nameOf(v.type) ? 2 : -8,
      `type ${icmpv6Types.textOf(v.type)}`,
    ],
    [v.code === 0 ? 5 : icmpv6Codes(v.type)?.nameOf(v.code) ? 3 : -8],
    target === undefined ? [0] : [/^(fe80|f[cd]|2|3)/.test(target) ? 6 : -6, `target ${target}`],
    ofOptions(v.opt),
    [problem ? 0 : 3],
  ];
}

/** Those of neighbour discovery: a length that fits each. */
function ofOptions(options: readonly Loose[] = []): Evidence {
  const known = options.filter(({ name }) => name !== undefined).length;
  return [6 * known - 10 * (options.length - known), 'options fit'];
}
