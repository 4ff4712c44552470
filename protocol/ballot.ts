/* The ballot's door: the booth enters by `prepareElection` and `sealBallot` only, and bundles nothing of the verification. */
export { prepareElection, type PreparedElection } from './prepared-election.ts';
export { sealBallot, type Sealing } from './seal-ballot.ts';
export { trackerOf } from './tracker.ts';
export { verifyBallot, type BallotVerdict, type CheckName, type VerifiedBallot } from './verify-ballot.ts';
