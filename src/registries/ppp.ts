import { registry } from './registry.js';

export const pppProtocols = registry('ppp-protocols');
