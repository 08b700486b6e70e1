import { registry } from './registry.js';

/** Hardware types of ARP, and of Linux's cooked captures. */
export const arpHardware = registry('arp-hardware');

export const arpOperations = registry('arp-operations');
