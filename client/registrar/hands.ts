import type { RegistrarView } from '../../api/registrar.ts';
import type { Event, State } from './state.ts';

/** What the registrar can do. */
export interface Hands {
  readonly say: (event: Event) => void;
  readonly make: () => void;
  readonly saveFile: () => void;
  readonly proveFile: (file: File) => void;
  readonly give: () => void;
  readonly chooseFile: (file: File) => void;
  readonly open: () => void;
  readonly check: () => void;
  readonly saveTable: () => void;
  readonly saveSpares: () => void;
  readonly report: () => void;
  readonly replace: (id: string) => void;
  readonly tryAgain: () => void;
}

export interface Facts {
  readonly state: State;
  readonly view: RegistrarView;
  readonly hands: Hands;
}
