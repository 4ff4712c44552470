import { findBatch, stepBack } from '../../db/imports.ts';
import { Problem } from '../problem.ts';
import type { Ports } from '../ports.ts';
import { applyImport } from './apply-import.ts';
import { revokeImport } from './revoke-import.ts';
import { runBulkDryRun } from './run-bulk-dry-run.ts';
import { runDryRun } from './run-dry-run.ts';

/** Does the step that an import waits for. Each looks first whether it is still wanted, so this may run twice. */
export async function runImport(
  ports: Pick<Ports, 'db' | 'clock'>,
  importId: string,
  isLastTry: boolean,
): Promise<void> {
  try {
    await runStep(ports, importId);
  } catch (error) {
    // A step that cannot be done is not left running for ever: it goes back, and says so.
    if (!isLastTry && !(error instanceof Problem)) throw error;
    const detail =
      error instanceof Problem ? (error.facts.detail ?? error.message) : 'Tell the people who run the site.';
    await ports.db.transaction().execute((trx) => stepBack(trx, importId, `It could not be finished. ${detail}`));
    if (!(error instanceof Problem)) throw error;
  }
}

async function runStep(ports: Pick<Ports, 'db' | 'clock'>, importId: string): Promise<void> {
  const batch = await findBatch(ports.db, importId);
  if (batch?.state === 'trying' && batch.kind === 'file') await runDryRun(ports, batch);
  if (batch?.state === 'trying' && batch.kind === 'bulk') await runBulkDryRun(ports, batch);
  if (batch?.state === 'committing') await applyImport(ports, importId);
  if (batch?.state === 'undoing') await revokeImport(ports, importId);
}
