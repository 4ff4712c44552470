/* The ballot's door: the booth enters by the first three only, and bundles nothing of the verification. */
export { prepareElection, type PreparedElection } from './prepared-election.ts';
export { prepareSealing, type Preparation } from './prepare-sealing.ts';
export { sealBallot, sealToChallenge, type Challenge, type Sealing } from './seal-ballot.ts';
export { verifyOpenedBallot, type OpenedCheck, type VerifiedOpening } from './open-ballot.ts';
export { trackerOf } from './tracker.ts';
export { verifyBallot, type BallotVerdict, type CheckName, type VerifiedBallot } from './verify-ballot.ts';
