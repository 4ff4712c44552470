import type { TrusteeView } from '../../api/trustees.ts';
import type { State } from './state.ts';

/** What a trustee can do. */
export interface Hands {
  readonly electionId: string;
  readonly makeKey: () => void;
  readonly saveKeyFile: (passphrase: string) => void;
  readonly chooseFile: (file: File) => void;
  readonly openFile: (passphrase: string) => void;
  readonly sendKey: () => void;
  /** The second and the third step of a ceremony. */
  readonly goOn: () => void;
  readonly lookAtRecord: () => void;
  readonly mixBallots: () => void;
  readonly sendShare: () => void;
  readonly tryAgain: () => void;
}

export interface Facts {
  readonly state: State;
  readonly view: TrusteeView;
  readonly hands: Hands;
}
