import type { ImportMap, ImportView } from '../api/imports.ts';
import { uploadRoute } from '../api/imports.ts';
import { officer, type Town } from './actors.ts';
import type { Size } from './arguments.ts';
import { membersFile } from './members-file.ts';
import { Progress, say } from './progress.ts';
import type { Visitor } from './visitor.ts';

/** What the columns of the other system's file are, and which of our tiers it means. */
const map: ImportMap = {
  fields: {
    name: 'Name',
    email: 'E-mail',
    tier: 'Membership',
    from: 'Since',
    until: 'Paid until',
    affirmed: 'Voting intention',
    body: 'Appointed by',
    vote: 'Vote',
  },
  dateFormat: 'DD.MM.YYYY',
  tiers: {
    Basic: 'basic',
    Supporting: 'supporting',
    'Supporting with yearly renewal': 'supporting',
    Contributing: 'contributing',
    Managing: 'managing',
    Fellow: 'fellow',
  },
  onDoubt: 'leave-out',
};

/** The members come out of another system's file, in the four steps of the office. */
export async function importMembers(town: Town, { voters }: Size): Promise<void> {
  say('The office imports its members from the file of another system: upload, columns, dry run, commit.');
  const ines = await officer(town);
  const file = new TextEncoder().encode(membersFile(voters));
  const response = await ines.fetch(`${uploadRoute}?name=members.csv`, { method: 'POST', body: file });
  const { id } = (await response.json()) as { id: string };
  const path = { importId: id };
  await ines.call('tryImport', { path, body: { map, saveAs: 'The old system' } });
  const tried = await finished(ines, id, 'tried', 'rows looked at,');
  await tellDoubts(ines, id);
  const fresh = tried.counts['new'] ?? 0;
  await ines.call('commitImport', { path, body: { fresh, updated: tried.counts['update'] ?? 0 } });
  await finished(ines, id, 'committed', 'rows imported,');
  console.log(`  ${fresh.toLocaleString('en')} members are here now. Nobody got a mail.`);
}

async function finished(
  ines: Visitor,
  importId: string,
  state: ImportView['state'],
  words: string,
): Promise<ImportView> {
  let progress: Progress | undefined;
  for (;;) {
    const view = await ines.call('readImport', { path: { importId } });
    progress ??= new Progress(words, view.rows);
    progress.to(view.state === state ? view.rows : view.progress);
    if (view.state === state) return view;
    if (view.problem !== null) throw new Error(view.problem);
    await new Promise((done) => setTimeout(done, 200));
  }
}

/** The rows that are left out, as the dry run names them. */
async function tellDoubts(ines: Visitor, importId: string): Promise<void> {
  for (const verdict of ['error', 'possible-duplicate'] as const) {
    const { rows } = await ines.call('readImportRows', { path: { importId }, query: { verdict } });
    for (const { line, reason } of rows)
      console.log(`  Dry run, line ${line.toLocaleString('en')}: left out. ${reason ?? ''}`);
  }
}
