import { configDefaults, defineConfig } from 'vitest/config';

// Nothing fails because a machine is busy: a limit for what hangs, not for what is slow.
const testTimeout = 120_000;
const others = ['test/peers/**', 'test/bench/**', 'test/corpus/**'];
// They have programs of other protocols, say what follows whom, or look at what is loaded: each of
// them has modules of its own.
const alone = [
  'test/codec/**/*.test.ts',
  'test/commands/first-layer.test.ts',
  'test/output/tree-view.test.ts',
  'test/protocols/decode-as.test.ts',
  'test/protocols/first.test.ts',
  'test/registries/lazy.test.ts',
];

export default defineConfig({
  test: {
    // One less than there are, if nobody says so: of two that leaves one.
    maxWorkers: '100%',
    projects: [
      // What runs on a machine with Node only. Two hundred files load the same modules: once for
      // all takes half the time.
      {
        test: {
          name: 'unit',
          isolate: false,
          setupFiles: ['test/seed.ts'],
          testTimeout,
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...others, ...alone],
        },
      },
      {
        test: {
          name: 'alone',
          setupFiles: ['test/seed.ts'],
          testTimeout,
          include: alone,
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
