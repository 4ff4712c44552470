import { parentPort } from 'node:worker_threads';
import { doSecretWork, type SecretWork } from '../protocol/shuffle/secret-powers.ts';

/* One of the threads that share the work of a shuffle. */
parentPort?.on('message', (work: SecretWork) => {
  parentPort?.postMessage(doSecretWork(work));
});
