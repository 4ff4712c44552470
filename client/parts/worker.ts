interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): string };
}

/** Only files of this site's own build become workers: the one policy that our pages may make. */
function ownScript(url: string): string {
  const { origin, pathname } = new URL(url, location.href);
  if (origin !== location.origin || !pathname.startsWith('/assets/')) throw new TypeError('Not a script of this site');
  return url;
}

const trustedTypes = (globalThis as { readonly trustedTypes?: TrustedTypes }).trustedTypes;
const policy = trustedTypes?.createPolicy('quorate', { createScriptURL: ownScript });

/** Starts a module worker from an address that Vite gave (`?worker&url`). */
export function startWorker(url: string): Worker {
  return new Worker(policy?.createScriptURL(url) ?? ownScript(url), { type: 'module' });
}
