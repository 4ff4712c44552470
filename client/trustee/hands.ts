import type { TrusteeView } from '../../api/trustees.ts';
import type { State } from './state.ts';

/** What a trustee can do. */
export interface Hands {
  readonly electionId: string;
  readonly makeKey: () => void;
  readonly saveKeyFile: () => void;
  readonly chooseFile: (file: File) => void;
  readonly sendKey: () => void;
  readonly lookAtRecord: () => void;
  readonly sendShare: () => void;
  readonly tryAgain: () => void;
}

export interface Facts {
  readonly state: State;
  readonly view: TrusteeView;
  readonly hands: Hands;
}
