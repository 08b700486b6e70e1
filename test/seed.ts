import fc from 'fast-check';

/** The same cases each time: what passes here passes elsewhere. `TCPIP_SEED=7 npm test` tries others. */
fc.configureGlobal({ seed: Number(process.env.TCPIP_SEED ?? 20_261_121) });
