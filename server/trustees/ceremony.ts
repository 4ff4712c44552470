import type { CeremonyStep, TrusteeTask } from '../../api/trustees.ts';
import type { CeremonyMessage } from '../../db/trustees.ts';

export const CEREMONY_STEPS: readonly CeremonyStep[] = ['certificate', 'polynomial', 'voutput'];

const TASKS = { certificate: 'make-key', polynomial: 'share-out', voutput: 'finish-key' } as const;

/** Belenios 3.1.1, "Pedersen": how far a group has come. A step begins when everybody has done the one before it. */
export interface Ceremony {
  readonly taskOf: (owner: number) => TrusteeTask;
  /** What this trustee gave in a step. */
  readonly given: (step: CeremonyStep, owner: number) => string | undefined;
  /** What everybody gave, in their order; undefined until the last has. */
  readonly all: (step: CeremonyStep) => readonly string[] | undefined;
  /** How many steps a trustee has done. */
  readonly doneBy: (owner: number) => number;
}

export function ceremonyOf(messages: readonly CeremonyMessage[], trustees: number): Ceremony {
  const given = (step: CeremonyStep, owner: number) =>
    messages.find((message) => message.step === step && message.owner === owner)?.content;
  const all = (step: CeremonyStep) => {
    const contents = owners(trustees).flatMap((owner) => given(step, owner) ?? []);
    return contents.length === trustees ? contents : undefined;
  };
  return {
    given,
    all,
    taskOf: (owner) => {
      const step = CEREMONY_STEPS.find((one) => all(one) === undefined);
      if (step === undefined) return 'wait-for-close';
      return given(step, owner) === undefined ? TASKS[step] : 'wait-for-others';
    },
    doneBy: (owner) => CEREMONY_STEPS.filter((step) => given(step, owner) !== undefined).length,
  };
}

function owners(count: number): number[] {
  return Array.from({ length: count }, (_, place) => place + 1);
}
