import type { Reader } from '../../db/connect.ts';
import { findProgramme, type Programme } from '../../db/rounds.ts';
import { Problem } from '../problem.ts';
import type { Calendar } from './round-dates.ts';

export async function assertProgramme(db: Reader, slug: string): Promise<Programme> {
  const programme = await findProgramme(db, slug);
  if (programme === undefined) throw new Problem('not-found', { detail: 'There is no such programme.' });
  return programme;
}

export function calendarOf({ zone, rules }: Pick<Programme, 'zone' | 'rules'>): Calendar {
  return { zone, cutOffs: rules.cutOffs, reviewUntilDay: rules.reviewUntilDay };
}
