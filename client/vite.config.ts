import { existsSync } from 'node:fs';
import preact from '@preact/preset-vite';
import { defineConfig, type Plugin } from 'vite';

const here = import.meta.dirname;
const places = ['booth', 'gallery', 'office', 'trustee', 'registrar', 'member', 'mailbox'];

/** A place that is not written yet is left out, so that the build never waits for it. */
function isWritten(place: string): boolean {
  return existsSync(`${here}/${place}.html`) && existsSync(`${here}/${place}/main.tsx`);
}

/**
 * One HTML entry per place. The booth is built by itself (`--mode booth`), after the others: a file that pages share holds
 * whatever any of them uses, and voters need not fetch the counts of all methods.
 */
function pagesOf(mode: string): Readonly<Record<string, string>> {
  const built = places.filter((place) => (place === 'booth') === (mode === 'booth'));
  return Object.fromEntries(built.filter(isWritten).map((place) => [place, `${here}/${place}.html`]));
}

/**
 * zod probes for `new Function` while schemas are built, which our content security policy reports as a violation.
 * Said inside zod's own module, because in a bundle no module of ours is sure to run before the first schema.
 */
function zodWithoutEval(): Plugin {
  return {
    name: 'zod-without-eval',
    transform(code, id) {
      if (!/zod\/v4\/core\/core\.js$/.test(id)) return null;
      return { code: `${code}\nglobalConfig.jitless = true;\n`, map: null };
    },
  };
}

export default defineConfig(({ isSsrBuild, mode }) => ({
  root: here,
  plugins: [preact({ devToolsEnabled: false }), zodWithoutEval()],
  // The policy of every page allows files of this site only: no data: addresses, no inline scripts.
  build: {
    outDir: isSsrBuild ? 'dist/server' : 'dist',
    emptyOutDir: mode !== 'booth',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    rolldownOptions: isSsrBuild
      ? { input: { gallery: `${here}/gallery/render.tsx` }, output: { entryFileNames: '[name].js' } }
      : { input: pagesOf(mode) },
  },
  ssr: { noExternal: true as const },
  worker: { format: 'es' as const, plugins: () => [zodWithoutEval()] },
}));
