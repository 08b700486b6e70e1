import { configDefaults, defineConfig } from 'vitest/config';

const apart = ['test/peers/**', 'test/bench/**', 'test/corpus/**'];

export default defineConfig({
  test: {
    projects: [
      // What runs on a machine with Node only.
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...apart],
        },
      },
      // Held against tshark, tcpdump and Scapy.
      { test: { name: 'peers', include: ['test/peers/**/*.test.ts'] } },
    ],
  },
});
