import { readElections } from '../../db/elections.ts';
import type { Ports } from '../ports.ts';
import { feedOf } from './feed-of.ts';

/** What happened in the elections that everybody may know of, as an Atom feed. */
export async function readFeed({ db, clock, config }: Pick<Ports, 'db' | 'clock' | 'config'>): Promise<string> {
  const { organisation, publicUrl } = config;
  return feedOf(await readElections(db, 'public'), { organisation, publicUrl, now: clock.now() });
}
