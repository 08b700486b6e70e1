import { fstatSync, statSync } from 'node:fs';

/**
 * Is somebody looking? Node's own answer loads what it needs for sockets, which takes longer than
 * decoding a packet: it is asked only about what may be a terminal at all.
 */
export function isTerminal(descriptor: 0 | 1 | 2): boolean {
  let known = terminals[descriptor];
  if (known === undefined) {
    const maybe = process.platform === 'win32' || isDevice(descriptor);
    known = maybe && process.getBuiltinModule('node:tty').isatty(descriptor);
    terminals[descriptor] = known;
  }
  return known;
}

/** Asked several times in a run. */
const terminals: (boolean | undefined)[] = [];

/** What is written there is seen by nobody now: a file, or the bottomless pit. */
export function isFile(descriptor: 1): boolean {
  try {
    const found = fstatSync(descriptor);
    return found.isFile() || (found.isCharacterDevice() && !isTerminal(descriptor));
  } catch {
    // Closed.
    return false;
  }
}

/** A device that is no bottomless pit. */
function isDevice(descriptor: number): boolean {
  try {
    const found = fstatSync(descriptor);
    return found.isCharacterDevice() && found.rdev !== statSync('/dev/null').rdev;
  } catch {
    // Closed, or a system without the pit.
    return false;
  }
}
