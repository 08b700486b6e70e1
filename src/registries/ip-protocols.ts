import { registry } from './registry.js';

/** What IPv4's protocol and IPv6's next header say of what follows. */
export const ipProtocols = registry('ip-protocols');
