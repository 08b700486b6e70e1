import { registry } from './registry.js';

/** By the whole type byte: copied flag, class and number. */
export const ipOptions = registry('ip-options');
