import { commandFor } from '../craft/command.js';
import type { Format } from './format.js';

/** The line that builds the packet again, for a shell. */
export const command = (): Format => ({
  packet(packet, out) {
    out.text(`tcpip build ${commandFor(packet).map(quoted).join(' ')}\n`);
  },
});

const PLAIN = /^[\w@%+=:,./-]+$/;

/** As a shell reads it back. */
export const quoted = (word: string): string =>
  PLAIN.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
