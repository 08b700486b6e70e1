import { ipv4Text, ipv6Text } from '../../codec/address.js';
import { getBytes } from '../../codec/bits.js';
import type { Addresses } from '../../codec/checksum/seal.js';
import type { Layer } from '../../codec/packet.js';
import { ipv4Kind } from '../../registries/addresses.js';
import { type Sum, sumsIn } from '../sums.js';
import { type Case, caseOf, either, type Hypothesis, hex16, plainSum, type Try } from './case.js';

/** The addresses that the sum is over: of the pseudo-header, or its own. */
function covered(c: Case): Addresses | undefined {
  const { layer, seal, sealed } = c.sum;
  if (seal.pseudo !== undefined) return sealed.addresses;
  return addressesIn(c, layer);
}

const addressesIn = ({ bytes }: Pick<Case, 'bytes'>, layer: Layer): Addresses | undefined =>
  layer.protocol.plan.addresses?.(bytes, layer.offset, layer.body);

interface Address {
  readonly sum: number;
  readonly text: string;
}

function addressAt({ bytes, size }: Addresses, at: number): Address {
  return { sum: plainSum(bytes, at, at + size), text: textOf(bytes, at, size) };
}

function textOf(bytes: Uint8Array, at: number, size: number): string {
  return size === 4 ? ipv4Text(getBytes(bytes, at, 4)) : ipv6Text(bytes, at);
}

/** In headers around and within, or in this one before a route changed it. */
const otherLayers: Hypothesis = {
  name: 'addresses',
  *tries(c) {
    const own = covered(c);
    if (!own) return;
    const src = addressAt(own, own.src);
    const dst = addressAt(own, own.dst);
    for (const layer of c.layers) {
      const other = addressesIn(c, layer);
      if (other?.size !== own.size || (other.src === own.src && other.dst === own.dst)) continue;
      const where = `of the ${layer.protocol.short} header at byte ${layer.offset}`;
      const from = addressAt(other, other.src);
      const to = addressAt(other, other.dst);
      yield instead(src, from, 'source', where);
      yield instead(src, to, 'source', where);
      yield instead(dst, from, 'destination', where);
      yield instead(dst, to, 'destination', where);
      const both = `both addresses ${where}`;
      yield { excess: from.sum + to.sum - src.sum - dst.sum, what: () => both };
    }
  },
  text: ([what], { stored }) =>
    `${hex16(stored)} is right for ${what}: the address was translated or the packet tunnelled ` +
    'without a new checksum, or the wrong header was taken.',
};

const instead = (now: Address, other: Address, end: string, where = ''): Try => ({
  excess: other.sum - now.sum,
  what: () => `the ${end} ${other.text}${where && ` ${where}`}`,
});

/** Where a home's hosts are, with their routers: the first three bytes. */
const HOMES = [0xc0a800, 0xc0a801, 0x0a0000];

/** A public address may stand for one of a home: that is what most translation is for. */
const homes: Hypothesis = {
  name: 'nat',
  *tries(c) {
    const own = covered(c);
    if (own?.size !== 4) return;
    // Right, it vouches for the addresses.
    if (c.pseudo === 0 && alsoOver(c, own).some(({ status }) => status === 'good')) return;
    for (const [end, at] of Object.entries({ source: own.src, destination: own.dst })) {
      const now = addressAt(own, at);
      if (!isPublic(own.bytes, at)) continue;
      for (const net of HOMES) {
        for (let host = 1; host < 255; host++) {
          const sum = (net >> 8) + ((net & 0xff) << 8) + host;
          const text = () => `the ${end} ${ipv4Text(net * 256 + host)}`;
          yield { excess: sum - now.sum, what: text };
        }
      }
    }
  },
  text: (found, { stored }) =>
    `${hex16(stored)} is right for ${either(found)}: the address was translated (NAT) and this ` +
    'checksum not updated. Other addresses may have the same sum.',
  unless: ['addresses'],
};

/** The other checksums of the packet that are over the same addresses. */
function alsoOver({ sum, layers }: Case, own: Addresses): Sum[] {
  const isNetwork = sum.seal.pseudo === undefined;
  const others = isNetwork ? layers.slice(sum.layer.index + 1) : layers.slice(0, sum.layer.index);
  return others.flatMap(sumsIn).filter(({ seal, sealed, layer }) => {
    const addresses = isNetwork ? sealed.addresses : addressesIn(sealed, layer);
    return seal.algorithm === 'internet' && addresses?.src === own.src;
  });
}

/** Wrong by the same: it is what both are over. */
const bothWrong: Hypothesis = {
  name: 'address-changed',
  *tries(c) {
    const own = covered(c);
    if (!own) return;
    for (const other of alsoOver(c, own)) {
      if (other.status !== 'bad' || other.expected === undefined) continue;
      yield { excess: caseOf(other, other.expected).excess, what: () => other.name };
    }
  },
  text: (found) =>
    `${either(found)} is wrong by the same: an address was changed that both are over, ` +
    'by translation (NAT) that updated neither, or by damage.',
};

function isPublic(bytes: Uint8Array, at: number): boolean {
  const kind = ipv4Kind(getBytes(bytes, at, 4));
  return kind === undefined || kind.startsWith('documentation');
}

export const addresses: readonly Hypothesis[] = [bothWrong, otherLayers, homes];
