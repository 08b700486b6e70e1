import type { Json, OwnField } from './own.js';

/** What stands in for a field of ours before it is compared. */
interface Meant {
  readonly name: string;
  readonly also: readonly string[];
  readonly value: Json;
}

/** How a field of ours is compared where its name or its unit is not Wireshark's. */
interface Mapping {
  /** By the name that our declaration gives, or that its keys do. */
  readonly of: string | RegExp;
  /** Only for what stands beside the declared fields of an option, or only for those. */
  readonly declared?: boolean;
  readonly why: string;
  /** Wireshark's name; left out: it has no such field. */
  readonly to?: string | ((field: OwnField) => string | undefined);
  /** Other names that Wireshark gives it, told by the place. */
  readonly also?: readonly string[];
  /** The value in Wireshark's unit. */
  readonly value?: (value: Json) => Json;
}

const times = (factor: number) => (value: Json) => Number(value) * factor;

export const names: readonly Mapping[] = [
  {
    of: /\.name$/,
    declared: false,
    why: "beside an option's number stands its name, for people and for build",
  },
  {
    of: /\.padding$/,
    declared: false,
    why: 'bytes behind the end of a list of options; tshark shows none of them',
  },
  {
    of: 'ip.frag_offset',
    why: 'ours in bytes (design.md, 3), Wireshark 4.0 in units of eight',
    value: times(1 / 8),
  },
  {
    of: 'tcp.options.kind',
    declared: false,
    why: 'our options are a list of objects, each with the number of its kind',
    to: 'tcp.option_kind',
  },
  {
    of: 'tcp.flags.res',
    why: 'three bits, that Wireshark calls true when any is set',
    value: (value) => value !== 0,
  },
  {
    of: 'tcp.options.data',
    declared: false,
    why: 'bytes of an option that has no form here',
    to: 'tcp.options.unknown.payload',
  },
  {
    of: /^tcp\.options\.(alt_checksum|eno\.|po\.)/,
    why: 'tshark 4.0 shows the bytes of such an option (RFC 1146, RFC 8547, RFC 1693)',
  },
  {
    of: /^tcp\.options\.qs\.(nonce|reserved|rest)$/,
    why: 'tshark 4.0 reads rate and TTL only (RFC 4782, 3.1)',
  },
  {
    of: 'tcp.options.mptcp.data',
    why: 'tshark shows nothing of a subtype that it does not know',
  },
  {
    of: 'ip.dst',
    why: 'with a source route tshark calls the last stop so, and this the current one',
    also: ['ip.cur_rt'],
  },
  {
    of: 'ip.rec_rt',
    why: 'tshark has other names for places still free, and for stops of a source route',
    also: ['ip.empty_rt', 'ip.src_rt', 'ip.dst', 'ip.cur_rt'],
  },
  {
    of: /^ip\.opt\.(data|tags\.fill)$/,
    why: 'tshark shows nothing of an unknown option, and no padding inside of CIPSO',
  },
  {
    of: /^dns\..*name$/,
    why: 'the root is a dot to us, as in zone files (RFC 1035, 5.1)',
    to: ({ name }) => name,
    value: (value) => (value === '.' ? '<Root>' : value),
  },
];

const exact = new Map<string, Mapping[]>();
const patterns: Mapping[] = [];
for (const mapping of names) {
  if (typeof mapping.of !== 'string') patterns.push(mapping);
  else exact.set(mapping.of, [...(exact.get(mapping.of) ?? []), mapping]);
}

/** What a field of ours is to be compared with; undefined where Wireshark has nothing like it. */
export function meant(field: OwnField): Meant | undefined {
  const fits = ({ declared }: Mapping) => declared === undefined || declared === field.declared;
  const mapping =
    exact.get(field.name)?.find(fits) ??
    patterns.find((one) => (one.of as RegExp).test(field.name) && fits(one));
  if (mapping === undefined) return { name: field.name, also: [], value: field.value };
  const { to, value, also } = mapping;
  const same = value !== undefined || also !== undefined ? field.name : undefined;
  const name = typeof to === 'function' ? to(field) : (to ?? same);
  if (name === undefined) return undefined;
  return { name, also: also ?? [], value: value === undefined ? field.value : value(field.value) };
}
