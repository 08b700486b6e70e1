import { choice } from '../../codec/choice.js';
import { uint } from '../../codec/fixed.js';
import { names } from '../../codec/names.js';

const functions = names({ request: [0, 'Rate request'], report: [8, 'Report of approved rate'] });

/** RFC 4782, 3.1: the option is the same in IPv4 and IPv6. */
export function quickStart(prefix: string) {
  const filter = (key: string) => ({ filter: `${prefix}.qs_${key}` });
  const nonce = {
    qs_nonce: uint(30, 'Nonce', 'against forged reports', filter('nonce')),
    qs_reserved: uint(2, 'Reserved', 'must be zero', filter('reserved')),
  };
  return {
    qs_func: uint(4, 'Function', 'a request, or the report that answers it', {
      ...filter('func'),
      names: functions,
    }),
    qs_rate: uint(4, 'Rate', 'at which the sender wants to start', {
      ...filter('rate'),
      means: (v) => (v === 0 ? 'none' : `${40 * 2 ** v} kbit/s`),
    }),
    body: choice(
      'qs_func',
      {
        0: {
          qs_ttl: uint(8, 'TTL', 'lowered by each router that agrees', filter('ttl')),
          ...nonce,
        },
        8: { qs_unused: uint(8, 'Unused', 'means nothing', filter('unused')), ...nonce },
      },
      undefined,
      { exact: true },
    ),
  };
}
