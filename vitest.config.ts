import { configDefaults, defineConfig } from 'vitest/config';

// Nothing fails because a machine is busy: a limit for what hangs, not for what is slow.
const testTimeout = 120_000;
const apart = ['test/peers/**', 'test/bench/**', 'test/corpus/**'];

export default defineConfig({
  test: {
    // One less than there are, if nobody says so: of two that leaves one.
    maxWorkers: '100%',
    projects: [
      // What runs on a machine with Node only.
      {
        test: {
          name: 'unit',
          setupFiles: ['test/seed.ts'],
          testTimeout,
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...apart],
        },
      },
      // Held against tshark, tcpdump and Scapy.
      {
        test: {
          name: 'peers',
          setupFiles: ['test/seed.ts'],
          testTimeout,
          include: ['test/peers/**/*.test.ts'],
        },
      },
    ],
  },
});
