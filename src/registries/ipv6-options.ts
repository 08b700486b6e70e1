import { registry } from './registry.js';

/** Of hop-by-hop and destination options, by the whole type byte. */
export const ipv6Options = registry('ipv6-options');
