/**
 * Which tally this browser opened, kept beyond the tab: two tallies of one election differ by ballots that would thus be
 * opened, so a second one is refused.
 */
export function openedBefore(electionId: string, storage: Storage): string | undefined {
  return storage.getItem(nameOf(electionId)) ?? undefined;
}

export function rememberOpened(electionId: string, hash: string, storage: Storage): void {
  storage.setItem(nameOf(electionId), hash);
}

function nameOf(electionId: string): string {
  return `quorate opened ${electionId}`;
}
