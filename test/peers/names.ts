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

/** A name without the escapes of zone files. */
const plainName = (text: string): string =>
  text.replace(/\\(?:(\d{3})|(.))/g, (_, code?: string, plain?: string) =>
    code === undefined ? (plain ?? '') : String.fromCharCode(Number(code)),
  );

/** A domain name as it stands on the wire, uncompressed. */
const wire = (value: Json): Json =>
  String(value)
    .split('.')
    .filter(Boolean)
    .map((label) => String.fromCharCode(label.length) + label)
    .join('')
    .concat('\0');

const times = (factor: number) => (value: Json) => Number(value) * factor;

const names: readonly Mapping[] = [
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
    of: /^(ip\.frag_offset|ipv6\.fraghdr\.offset)$/,
    why: 'ours in bytes (design.md, 3), Wireshark 4.0 in units of eight',
    value: times(1 / 8),
  },
  {
    of: 'ip.opt.tags.tag_type',
    declared: false,
    to: 'ip.cipso.tag_type',
    why: "our tags are a list of the option's, each with the number of its kind",
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
  // --- Options, chunks and the like: their numbers, and what has no form ------------------------
  {
    of: /^(ipv6\.(hopopts|dstopts)|mipv6)\.opt\.type$/,
    declared: false,
    why: 'one number for options of any header',
    to: ({ name }) => (name.startsWith('ipv6') ? 'ipv6.opt.type' : 'mip6.mobility_opt'),
  },
  {
    of: /^ipv6\.(hopopts|dstopts)\.opt\.data$/,
    declared: false,
    why: 'an option that has no form here',
    to: 'ipv6.opt.unknown',
    also: ['ipv6.opt.experimental'],
  },
  {
    of: /^sctp\.chunks\..*causes\.code$/,
    declared: false,
    why: 'causes stand inside of chunks and of parameters',
    to: 'sctp.cause_code',
  },
  {
    of: /^sctp\.chunks\.(.*chunk\.)?type$/,
    declared: false,
    why: 'a chunk may quote another',
    to: 'sctp.chunk_type',
  },
  {
    of: /^sctp\.chunks\..*\.type$/,
    declared: false,
    why: 'parameters stand inside of chunks, of causes and of each other',
    to: 'sctp.parameter_type',
  },
  {
    of: /^sctp\.chunks\..*(chunk_value|parameter_value|cause_information)$/,
    why: 'what has no form, wherever it stands',
    to: ({ name }) => `sctp.${name.slice(name.lastIndexOf('.') + 1)}`,
  },
  {
    of: 'dccp.options.type',
    declared: false,
    why: 'our options are a list of objects, each with the number of its kind',
    to: 'dccp.option_type',
  },
  {
    of: /^dccp\.(feature_value|options\.(ack_vector|data_dropped)\.)/,
    why: 'tshark shows these bytes undivided (RFC 4340, 6.1, 11.4, 11.7)',
  },
  {
    of: /^(ipv6\.routing\.srh\.tlv|mipv6\.opt\.data$)/,
    why: 'tshark 4.0 shows none of these (RFC 8754, 2.1; unknown options)',
  },
  {
    of: 'dccp.options.data',
    declared: false,
    why: 'an option that has no form here',
    to: 'dccp.option_reserved',
  },
  {
    of: 'icmpv6.opt.data',
    declared: false,
    why: 'an option that has no form here',
    to: 'icmpv6.data',
  },
  {
    of: /^icmpv6\.opt\.(name_type\.fqdn)$|^dns\.opt\.chain\.fqdn$/,
    why: 'tshark shows the bytes of the name as text',
    value: wire,
    to: ({ name }) => name,
  },
  {
    of: /^icmpv6\.opt\.(6cio|aro|earo|rest$|route_info\.flag\.reserved2|(6cio\.)?[delbp]$)/,
    why: 'tshark 4.0 knows the form of RFC 6775 alone (RFC 8505, 4.1 and 4.3), and no odd rest',
    to: ({ name }) => (/\.(opaque|tid|[a-z]|rest|reserved2?)$/.test(name) ? undefined : name),
  },
  {
    of: /^pppoed\.tags\.(vendorspecific\.tags\.)?tag$/,
    declared: false,
    why: 'our tags are a list of objects, each with its number',
    to: ({ name }) =>
      name.replace(/\.tags\.tag$/, '.tag').replace(/^pppoed\.tags\.tag/, 'pppoed.tag'),
  },
  {
    of: 'pppoed.tags.data',
    declared: false,
    why: 'a tag that has no form here',
    to: 'pppoed.tag.unknown_data',
    also: ['pppoed.tags.credits'],
  },
  {
    of: /^(null\.big_endian|ppp\.pfc)$/,
    why: 'ours: how the number before it is written, so that encode can write it so again',
  },
  {
    of: 'eth.padding',
    why: 'tshark calls zeros padding in outermost frames only',
    also: ['eth.trailer', 'vlan.trailer'],
  },
  {
    of: 'eth.trailer',
    why: 'tshark gives what stands behind a tagged frame to the tag',
    also: ['vlan.trailer'],
  },
  {
    of: /^(dns|mdns|llmnr)\..*\.options\.(code|data)$/,
    declared: false,
    why: 'multicast DNS and LLMNR have the fields of DNS',
    to: ({ name }) => `dns.opt.${name.slice(name.lastIndexOf('.') + 1)}`,
  },
  // --- Reserved bits, padding, and verdicts that tshark does not show ------------------------------
  {
    of: /^(mip6\..*\.reserved|igmp\.resv|sctp\.reserved|icmp(v6)?\.padding|basicxid\..*reserved|sll\.reserved|pwethcw\.(nibble|reserved)|llc\.control\.reserved|ipv6\.routing\.rpl\.padding)$/,
    why: 'tshark shows no field of these bits',
  },
  {
    of: 'mip6.csum.status',
    why: 'tshark does not check the sum of a mobility header',
  },
  {
    of: /^(sctp|icmp|icmpv6|igmp)\.checksum_calculated$/,
    why: 'tshark says it in a remark only',
  },
  {
    of: /^icmp\.(id|ohc|rhc|speed|ttl)$/,
    why: 'tshark shows no field of a traceroute message, nor of a domain name reply',
  },
  // --- DNS ------------------------------------------------------------------------------------------
  {
    of: /^dns\.count\.(queries|answers|auth_rr)$/,
    why: 'other names in an update (RFC 2136, 2.2)',
    also: ['dns.count.zones', 'dns.count.prerequisites', 'dns.count.updates'],
  },
  {
    of: /^dns\.(qry\.name|resp\.name|ns|cname|ptr\.|mx\.mail|soa\.[mr]name|srv\.target)/,
    why: 'we write the root as a dot, and odd bytes escaped, as zone files do (RFC 1035, 5.1)',
    to: ({ name }) => name,
    value: (value) => (value === '.' ? '<Root>' : plainName(String(value))),
  },
  {
    of: /^dns\.(.*\.key_tags|opt\.(agent|expire|lease|llq\..*))$/,
    why: 'tshark 4.0 shows the bytes of such an option (RFC 7314, RFC 8764, RFC 8145, RFC 9567)',
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
  if (mapping === undefined) return field;
  const { to, value, also } = mapping;
  const same = value !== undefined || also !== undefined ? field.name : undefined;
  const name = typeof to === 'function' ? to(field) : (to ?? same);
  if (name === undefined) return undefined;
  return {
    name,
    also: also ?? field.also,
    value: value === undefined ? field.value : value(field.value),
  };
}
