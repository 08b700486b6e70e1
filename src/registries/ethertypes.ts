import { registry } from './registry.js';

/** EtherTypes, 0x0600 and up. */
export const etherTypes = registry('ethertypes');
