import { keepCompiled } from './keep-compiled.ts';

/* Where a thread starts. Questions wait until the work has been loaded. */
keepCompiled();
await import('./ballot-work.ts');
