export interface Flags {
  readonly [name: string]: boolean | number;
}
/** As tcpdump and Scapy write them. */
export const flagLetters = {
  f: 'fin',
  s: 'syn',
  r: 'reset',
  p: 'push',
  a: 'ack',
  '.': 'ack',
  u: 'urg',
  e: 'ece',
  c: 'cwr',
  w: 'cwr',
  n: 'ae',
  rst: 'reset',
  psh: 'push',
} as const;
const NAMES = { reset: 'RST', push: 'PSH' } as const;

/** `SYN ACK`, in the order in which people say it: the header has it the other way round. */
export function flagsText(flags: Flags): string {
  const set = Object.keys(flags).filter((key) => flags[key] === true);
  return set
    .reverse()
    .map((key) => NAMES[key as 'push'] ?? key.toUpperCase())
    .join(' ');
}

/** What no TCP sends, and port scanners do. */
function illegal({ reset, syn, ack, fin, push, urg }: Flags): string | undefined {
  if (syn && fin) return 'SYN with FIN: illegal, of port scanners';
  if (syn && reset) return 'SYN with RST: illegal';
  if (reset && fin) return 'RST with FIN: illegal';
  if (ack || syn || reset) return undefined;
  if (fin && push && urg) return 'illegal without ACK: a Xmas scan';
  if (fin) return 'FIN without ACK: illegal, a FIN scan';
  return push || urg ? 'illegal without ACK' : 'none set: illegal, a null scan';
}

export function flagsMean(flags: Flags): string | undefined {
  const { reset, syn, ack, fin, ece, cwr, ae, push } = flags;
  const wrong = illegal(flags);
  if (wrong !== undefined) return wrong;
  if (reset) return 'breaks the connection off';
  if (syn) {
    // RFC 3168, 6.1.1; RFC 9768, 3.1.1 with the third bit.
    const ecn = ece ? `, offers ${ae && cwr ? 'accurate ' : ''}ECN` : '';
    return ack ? 'accepts a connection' : `asks for a connection${cwr ? ecn : ''}`;
  }
  if (fin) return 'the sender has no more data';
  if (push) return 'hand the data on at once';
  return ack ? 'acknowledges' : undefined;
}
