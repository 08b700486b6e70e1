import { registry } from './registry.js';

/** LINKTYPE_ numbers, which say what a captured frame begins with. */
export const linkTypes = registry('link-types');
