import { configDefaults, defineConfig } from 'vitest/config';

// Nothing fails because a machine is busy: a limit for what hangs, not for what is slow.
const testTimeout = 120_000;
const others = ['test/peers/**', 'test/bench/**', 'test/corpus/**'];
// They look at what is loaded, at how long it takes, or at protocols that have one catalog alone.
const alone = [
  'test/codec/checksum/room.test.ts',
  'test/codec/limits.test.ts',
  'test/codec/notes.test.ts',
  'test/codec/packet.test.ts',
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
