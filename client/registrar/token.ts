/**
 * The personal link's token: taken out of the address bar, so that it is in no history or screenshot, and kept in
 * `sessionStorage`, which only this tab sees, so that a reload works.
 */
export function takeToken(
  electionId: string,
  address: Location,
  history: History,
  storage: Storage,
): string | undefined {
  const name = `quorate registrar ${electionId}`;
  const fragment = address.hash.slice(1).trim();
  if (fragment !== '' && fragment !== 'main') {
    history.replaceState(null, '', address.pathname);
    storage.setItem(name, fragment);
  }
  return storage.getItem(name) ?? undefined;
}
