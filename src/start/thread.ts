// A thread beside the main one: it runs the same command, once that one says so.
import { workerData } from 'node:worker_threads';
import { programFor } from './script.js';

const args = process.argv.slice(2);
const { run } = programFor(args[0] ?? '', import.meta.dirname);
void run(args, { shared: workerData as SharedArrayBuffer, workers: [], isMain: false });
