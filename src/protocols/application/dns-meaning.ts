import type { Loose } from '../../codec/field.js';
import { dnsOpcodes, dnsRcodes } from '../../registries/dns.js';

const BITS: Readonly<Record<string, string>> = {
  authoritative: 'authoritative',
  truncated: 'truncated',
  conflict: 'conflict',
  tentative: 'tentative',
  authenticated: 'authentic',
};

/** The header in a line: what it is, what it asks for, how it went. */
export function flagsMean(flags: Loose): string {
  const kind = dnsOpcodes.textOf(flags.opcode) ?? `opcode ${flags.opcode}`;
  const said = Object.keys(BITS).flatMap((key) => (flags[key] === true ? [BITS[key]] : []));
  if (!flags.response) {
    return [kind, ...said, ...(flags.recdesired ? ['recursion desired'] : [])].join(', ');
  }
  const outcome = dnsRcodes.textOf(flags.rcode) ?? `code ${flags.rcode}`;
  return [`response: ${outcome}`, ...said].join(', ');
}

/** What is special about a name. */
export function nameMeans(name: string): string | undefined {
  if (name === '.') return 'the root';
  const parts = name.toLowerCase().split('.');
  const turned = parts.slice(0, -2).reverse();
  if (/\.in-addr\.arpa$/i.test(name)) {
    const whole = turned.length === 4 && turned.every((part) => /^\d{1,3}$/.test(part));
    return `reverse lookup${whole ? ` of ${turned.join('.')}` : ''}`;
  }
  if (/\.ip6\.arpa$/i.test(name)) return 'reverse lookup of an IPv6 address';
  return parts.at(-1) === 'local' ? 'on this link alone (mDNS)' : undefined;
}

/** Zones by convention count their changes from a date: `2023010102`. */
export function serialMeans(serial: number): string | undefined {
  const [, year, month, day, change] =
    /^(19[89]\d|20\d\d)(\d\d)(\d\d)(\d\d)$/.exec(`${serial}`) ?? [];
  const isDate = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;
  return isDate ? `${year}-${month}-${day}, change ${Number(change)}` : undefined;
}
