import { doSecretWork, type SecretWork } from '../../protocol/shuffle/secret-powers.ts';

/** One of the threads that share the work of a shuffle. What it is given holds secrets, and comes from the examiner alone. */
addEventListener('message', ({ data: port }: MessageEvent<MessagePort>) => {
  port.onmessage = ({ data }: MessageEvent<SecretWork>) => port.postMessage(doSecretWork(data));
});
