import type { Said } from '../../counting/methods.ts';
import { placesIn } from '../../counting/ranking.ts';

/** What becomes of the places of a ranking by each press: 1, 2, 3 and so on, shared or not, never with a gap. */

/** Where somebody is put: at a place of their own, which moves the rest down, or beside those who have the place. */
export interface Target {
  /** The place among all others who are ranked, from 1. */
  readonly to: number;
  readonly joins: boolean;
}

/** Those who have each place, the first place first. */
export function groupsOf(said: Said): readonly (readonly number[])[] {
  return placesIn(said.map((place) => place ?? 0));
}

/** Pressing a name gives it the next place; pressing it again takes it out, and whoever came after moves up. */
export function pressed(said: Said, candidate: number): Said {
  const others = groupsOf(said.with(candidate, null));
  return written(said, (said[candidate] ?? 0) > 0 ? others : [...others, [candidate]]);
}

/** Puts a candidate at a place. */
export function put(said: Said, candidate: number, { to, joins }: Target): Said {
  const others = groupsOf(said.with(candidate, null));
  const groups = joins
    ? others.map((group, at) => (at === to - 1 ? [...group, candidate] : group))
    : others.toSpliced(to - 1, 0, [candidate]);
  return written(said, groups);
}

/** One step up or down. Whoever shares a place gets one of their own, before or after the others of it. */
export function step(said: Said, candidate: number, by: 'up' | 'down'): Target | undefined {
  const groups = groupsOf(said);
  const place = said[candidate] ?? 0;
  const shares = (groups[place - 1]?.length ?? 0) > 1;
  if (by === 'up') return shares ? own(place) : place > 1 ? own(place - 1) : undefined;
  return shares || place < groups.length ? own(place + 1) : undefined;
}

/** Where somebody belongs who is let fall before the row `slot`, counted among the rows of the others, from 0. */
export function dropped(said: Said, candidate: number, slot: number): Target {
  const others = groupsOf(said.with(candidate, null));
  const rows = others.flatMap((group, at) => group.map(() => at + 1));
  const [before = 0, after] = [rows[slot - 1], rows[slot]];
  return before === after ? { to: before, joins: true } : own(before + 1);
}

function own(to: number): Target {
  return { to, joins: false };
}

function written(said: Said, groups: readonly (readonly number[])[]): Said {
  return said.map((_, candidate) => {
    const at = groups.findIndex((group) => group.includes(candidate));
    return at < 0 ? null : at + 1;
  });
}
