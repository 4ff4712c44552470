import { prepareElection, sealBallot } from '../protocol/ballot.ts';

/** Runs in the page: seals `rounds` ballots and returns how long each took, in milliseconds. */
function sealTimes(ask: { election: string; credential: string; choices: number[][] }, rounds: number): number[] {
  const prepared = prepareElection(ask.election);
  return Array.from({ length: rounds }, () => {
    const start = performance.now();
    sealBallot(prepared, ask);
    return performance.now() - start;
  });
}
Object.assign(globalThis, { sealTimes });
