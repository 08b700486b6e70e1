import { registry } from './registry.js';

export const ianaTcpOptionKinds = registry('tcp-options');
