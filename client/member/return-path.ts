/**
 * Where to go after signing in, from `?next=`. Only a path of this very site: an address that leads elsewhere, however it
 * is spelled, is thrown away, because a sign-in page that forwards to strangers is a gift to them.
 */
export function safeReturnPath(next: string | null, origin: string): string | undefined {
  if (next === null || !/^\/(?![/\\])/u.test(next)) return undefined;
  const address = parseAddress(next, origin);
  if (address?.origin !== origin) return undefined;
  const path = `${address.pathname}${address.search}${address.hash}`;
  // `/.//elsewhere.example` is a path of this site that becomes `//elsewhere.example` when it is resolved.
  return path.startsWith('//') ? undefined : path;
}

function parseAddress(next: string, origin: string): URL | undefined {
  try {
    return new URL(next, origin);
  } catch {
    return undefined;
  }
}
