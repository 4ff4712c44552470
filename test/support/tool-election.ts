import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateUuid } from '../../protocol/uuid.ts';

/* An election that belenios-tool sets up, runs and verifies, in a folder, as its manual says. Nothing of it is ours. */

export interface ToolElection {
  readonly folder: string;
  /** The record's file. */
  readonly record: string;
  /** The names of the trustees' files, without endings: the single ones first. */
  readonly singles: readonly string[];
  readonly members: readonly string[];
}

/** Runs belenios-tool in a folder; gives its lines. LWT_ASYNC_METHOD makes it wait for its own checks. */
export function tool(folder: string, words: readonly string[], input = ''): string[] {
  const env = { ...process.env, LWT_ASYNC_METHOD: 'none' };
  const options = { cwd: folder, encoding: 'utf8', env, input } as const;
  const { status, stdout, stderr } = spawnSync('belenios-tool', [...words], options);
  if (status !== 0) throw new Error(`belenios-tool ${words.join(' ')}:\n${stderr}`);
  return [...stdout.trimEnd().split('\n'), ...(words[1] === 'verify' ? stderr.trimEnd().split('\n') : [])];
}

/** Adds an event with these lines before it, the last of which is its payload. */
export function addEvent(folder: string, type: string, lines: readonly string[] = []): void {
  tool(folder, ['archive', 'add-event', '--type', type], lines.map((line) => `${line}\n`).join(''));
}

/** One trustee alone and a group of three, of whom two are enough; every voter's ballot is cast, and tallied. */
export function aTalliedToolElection(folder: string, choices: readonly unknown[]): ToolElection {
  const uuid = generateUuid();
  const group = ['--group', 'Ed25519'];
  tool(folder, ['setup', 'generate-credentials', '--uuid', uuid, '--count', String(choices.length), ...group]);
  const [pub = '', priv = ''] = ['pubcreds', 'privcreds'].map((end) => readFileSync(find(folder, end), 'utf8'));
  writeFileSync(join(folder, 'public_creds.json'), pub);
  tool(folder, ['setup', 'generate-trustee-key', ...group]);
  writeFileSync(join(folder, 'public_keys.jsons'), readFileSync(find(folder, 'pubkey')));
  const members = makeGroup(folder, ['setup', 'generate-trustee-key-threshold', ...group]);
  tool(folder, ['setup', 'make-trustees']);
  writeFileSync(join(folder, 'template.json'), JSON.stringify(TEMPLATE));
  tool(folder, ['setup', 'make-election', '--uuid', uuid, '--template', 'template.json', ...group]);
  tool(folder, ['archive', 'init']);
  for (const [voter, credential] of Object.values(JSON.parse(priv) as Record<string, string>).entries()) {
    writeFileSync(join(folder, 'credential'), credential);
    writeFileSync(join(folder, 'choice'), JSON.stringify(choices[voter]));
    const words = ['--privcred', 'credential', '--choice', 'choice', '--dir', '.'];
    addEvent(folder, 'Ballot', tool(folder, ['election', 'generate-ballot', ...words]));
  }
  addEvent(folder, 'EndBallots');
  addEvent(folder, 'EncryptedTally', tool(folder, ['election', 'compute-encrypted-tally', '--dir', '.']));
  return { folder, record: `${uuid}.bel`, singles: [find(folder, 'privkey')], members };
}

const TEMPLATE = {
  description: '',
  name: 'Scores and a motion',
  questions: [
    { type: 'NonHomomorphic', value: { answers: ['A', 'B', 'C'], question: 'Score them' } },
    { answers: ['For', 'Against'], blank: false, min: 0, max: 1, question: 'The motion' },
  ],
  administrator: 'An office',
  credential_authority: 'A registrar',
};

function find(folder: string, ending: string): string {
  return join(folder, readdirSync(folder).find((name) => name.endsWith(`.${ending}`)) ?? '');
}

/** The six steps of the ceremony. */
function makeGroup(folder: string, words: readonly string[]): string[] {
  const certs = ['--certs', 'certs.jsons'];
  const polynomials = ['--polynomials', 'polynomials.jsons'];
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  const write = (name: string, lines: readonly string[]) =>
    writeFileSync(join(folder, name), lines.map((line) => `${line.trimEnd()}\n`).join(''));
  const ids = [1, 2, 3].flatMap((index) =>
    tool(folder, [...words, '--step', '1', '--threshold-context', `${index}/2/3`]),
  );
  const each = (step: string, give: (id: string) => string) =>
    ids.flatMap((id) => tool(folder, [...words, '--step', step, ...certs, '--key', `${id}.key`], give(id)));
  write(
    'certs.jsons',
    ids.map((id) => read(`${id}.cert`)),
  );
  write(
    'polynomials.jsons',
    each('3', () => ''),
  );
  tool(folder, [...words, '--step', '4', ...certs, ...polynomials]);
  const voutputs = each('5', (id) => read(`${id}.vinput`));
  write(
    'threshold.json',
    tool(folder, [...words, '--step', '6', ...certs, ...polynomials], voutputs.map((line) => `${line}\n`).join('')),
  );
  return ids;
}
