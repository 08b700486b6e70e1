import { parseIpv4, parseIpv6 } from '../codec/address.js';
import type { Catalog } from '../codec/catalog.js';
import { closest } from '../codec/number.js';
import type { Protocol } from '../codec/protocol.js';
import { CraftError } from './craft-error.js';
import { fieldNamed } from './fields.js';
import { flagsOf, sharing, shortWithin } from './flags.js';
import { layerNames } from './layer-names.js';
import { presets } from './presets.js';
import { shorts } from './shorts.js';

/** `IP(dst="192.0.2.1")/TCP()` */
export const SCAPY = /^\w+\(.*\)/;

/** What hping3 calls them. */
const HPING: Readonly<Record<string, string>> = {
  S: 'syn',
  A: 'ack',
  F: 'fin',
  R: 'rst',
  P: 'psh',
  U: 'urg',
  p: 'dport',
  s: 'sport',
  a: 'src',
  t: 'ttl',
  c: 'count',
  d: 'payload-size',
};

/** A word that means nothing where it stands: what it may be meant as. */
export function unknownWord(
  catalog: Catalog,
  word: string,
  layer: string | undefined,
  before: string | undefined,
): CraftError {
  const seen = word.length > 40 ? `${word.slice(0, 39)}…` : word;
  if (word.trim() === '') {
    return new CraftError('an empty word stands where a layer is needed', "raw '' is no payload");
  }
  if (/^-./.test(word)) {
    const near = HPING[word.slice(1)];
    const hint = near
      ? `did you mean '--${near}'?`
      : 'tcpip build --help-flags lists those of fields';
    return new CraftError(`there is no flag '${seen}'`, hint);
  }
  if (SCAPY.test(word)) {
    return new CraftError(
      `'${seen}': values stand behind the name of a layer, without brackets`,
      `tcpip build ${fromScapy(word)}`,
    );
  }
  if (/^=|=$/.test(before ?? '') || word.startsWith('=')) {
    return new CraftError(`'${seen}': no space may stand around =`, 'tcp dport=80');
  }
  if (word.includes('=')) {
    const [, protocol = layerWith(catalog, word), field = word] =
      /^(.+)\.([^.]+=.*)$/.exec(word) ?? [];
    return new CraftError(
      `'${seen}': the name of a layer comes first`,
      protocol && `tcpip build ${protocol} ${field}`,
    );
  }
  const isField = layer !== undefined && isFieldOf(catalog, layer, word);
  if (isField) {
    return new CraftError(`${layer}: '${seen}' needs a value`, `${word}=…, all in one word`);
  }
  const owns = layer !== undefined && layer !== catalog.data.name;
  const what = owns ? `no layer, and no flag of ${layer}` : 'no layer';
  return new CraftError(`'${seen}' is ${what}`, hintFor(catalog, word, layer, before));
}

/** One that has the field of `dport=80`. */
function layerWith(catalog: Catalog, word: string): string | undefined {
  const name = word.slice(0, word.indexOf('='));
  const has = ({ name: layer }: Protocol) => isFieldOf(catalog, layer, name);
  return catalog.protocols.find(has)?.name;
}

function isFieldOf(catalog: Catalog, layer: string, word: string): boolean {
  const name = shortWithin(layer, word) ?? word;
  return sharing(catalog, layer).some((protocol) => fieldNamed(protocol, name));
}

function hintFor(catalog: Catalog, word: string, layer: string | undefined, before = ''): string {
  if (/^--./.test(before) && /^(\d+|true|false|on|off|yes|no)$/i.test(word)) {
    return `${before} stands alone, without a value behind it`;
  }
  if (parseIpv4(word) !== undefined || parseIpv6(word)) return `--dst ${word}, or --src`;
  if (/^(0x)?[\da-f]{8,}$/i.test(word)) {
    return "as payload: hex, then the digits; 'tcpip decode' reads packets";
  }
  if (/\s/.test(word)) return `words of their own: ${word}`;
  const lower = word.toLowerCase();
  if (Object.hasOwn(presets, lower)) return `a preset comes first: tcpip build ${lower}`;
  const near = closest(word, [
    ...(layer === undefined ? Object.keys(presets) : flagsOf(catalog, layer)),
    ...layerNames(catalog),
    ...['raw', 'hex'],
  ]);
  if (near !== undefined) return `did you mean '${near}'?`;
  if (Object.hasOwn(shorts, lower)) return `did you mean '--${lower}'?`;
  const own = layer === undefined ? [] : sharing(catalog, layer);
  const withPorts = [...own, ...catalog.protocols].find(({ plan }) => {
    const { of, to = '' } = plan.rules.ends ?? {};
    return of === 'port' && plan.struct.find(to)?.cell.field.names?.numberOf(lower) !== undefined;
  });
  if (withPorts) return `a port: ${withPorts.name} dport=${lower}`;
  return `a payload is given as raw '${word}', a field as name=value`;
}

/** The same in our words, as far as they are that simple. */
const fromScapy = (text: string): string =>
  text
    .replace(/(\w+)\(([^()]*)\)/g, (_, name: string, values: string) =>
      [name.toLowerCase(), ...values.split(/\s*,\s*/).filter(Boolean)].join(' '),
    )
    .replace(/["']/g, '')
    .replace(/\s*\/\s*/g, ' / ');
