import { registry } from './registry.js';

export const llcSaps = registry('llc-saps');
