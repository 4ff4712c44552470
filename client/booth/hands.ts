import type { ElectionView } from '../../api/elections.ts';
import type { Event, State, Voter } from './state.ts';

/** What a page of the booth can do beyond saying what happened. */
export interface Hands {
  readonly say: (event: Event) => void;
  readonly askCode: () => void;
  /** Signs in with the code; then casts, if that is where the voter stood. */
  readonly enterCode: () => void;
  readonly cast: () => void;
  readonly lookOnBoard: () => void;
  /** Seals and shows the code, so that the ballot can be cast or opened. */
  readonly sealToTest: () => void;
  /** Opens to everybody what was sealed. It is never cast. */
  readonly openSealed: () => void;
  readonly tryAgain: () => void;
}

/** What every page of the booth is made from. */
export interface Facts {
  readonly state: State;
  readonly view: ElectionView;
  readonly voter: Voter;
  readonly hands: Hands;
}
