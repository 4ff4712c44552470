import { newContest, type Draft } from './draft-state.ts';

/** What was typed survives a reload, in this tab only, until it is saved. */

function nameOf(electionId: string | undefined): string {
  return `quorate office draft ${electionId ?? 'new'}`;
}

interface KeptDraft {
  /** What the server had when the typing began, to tell whether somebody else saved in between. */
  readonly base: string;
  readonly draft: Draft;
}

export function keepDraft(storage: Storage, electionId: string | undefined, kept: KeptDraft): void {
  try {
    storage.setItem(nameOf(electionId), JSON.stringify(kept));
  } catch {
    // A full store loses the comfort, not the form.
  }
}

/** What was kept, if it began from what the server has now. */
export function findKeptDraft(storage: Storage, electionId: string | undefined, base: string): Draft | undefined {
  const text = storage.getItem(nameOf(electionId));
  if (text === null) return undefined;
  try {
    // Only this page writes there, or this page as it was before the server was brought up to date.
    const { base: begun, draft } = JSON.parse(text) as KeptDraft;
    const contests = draft.contests.map((contest) => ({ ...newContest, ...contest }));
    return begun === base ? { ...draft, contests } : undefined;
  } catch {
    return undefined;
  }
}

export function dropDraft(storage: Storage, electionId: string | undefined): void {
  storage.removeItem(nameOf(electionId));
}
