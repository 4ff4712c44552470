import type { ImportMap } from '../../api/imports.ts';
import type { Db } from '../../db/connect.ts';
import {
  findEarlierRows,
  findKnownPeople,
  findNamesakes,
  type EarlierRow,
  type NewImportRow,
} from '../../db/imports.ts';
import { readMemberEventsOf } from '../../db/member-events.ts';
import { lifeOf } from '../../membership/standing.ts';
import type { MemberEvent } from '../../membership/events.ts';
import { matchName, matchPerson, type Match } from './match-person.ts';
import { planChanges, type World } from './plan-changes.ts';
import type { ReadRow } from './read-row.ts';
import { isSameName } from './same-name.ts';

/** What each of these rows would do, in the order of the file. Looks at the rows above them that were judged before. */
export async function judgeRows(
  db: Db,
  batchId: string,
  rows: readonly ReadRow[],
  { map, world }: { map: ImportMap; world: World },
): Promise<NewImportRow[]> {
  const usable = rows.filter(({ problems }) => problems.length === 0).map(({ fields }) => fields);
  const emails = usable.flatMap(({ email }) => email ?? []);
  const numbers = usable.flatMap(({ number }) => number ?? []);
  const people = await findKnownPeople(db, { emails, numbers });
  const known = rows.map((row): Match | undefined =>
    row.problems.length > 0
      ? { kind: 'error', reason: `${row.problems.join('. ')}.` }
      : matchPerson(row.fields, people),
  );
  const strangers = rows.filter((_, place) => known[place] === undefined);
  const namesakes = await findNamesakes(
    db,
    strangers.flatMap(({ fields }) => fields.name?.toLowerCase() ?? []),
  );
  const matches = known.map(
    (match, place) => match ?? matchName(namesakes.get(rows[place]?.fields.name?.toLowerCase() ?? ''), map.onDoubt),
  );
  const personIds = matches.flatMap((match) => (match.kind === 'person' ? [match.person.id] : []));
  const events = await readMemberEventsOf(db, personIds);
  const above = new Above(await findEarlierRows(db, batchId, { emails, numbers, personIds }));
  return rows.map((row, place) => {
    const match = matches[place] ?? { kind: 'error', reason: '' };
    const judged = judge(row, match, above, match.kind === 'person' ? (events.get(match.person.id) ?? []) : [], world);
    if (judged.verdict !== 'error') above.add({ ...judged, tier: judged.fields['tier'] ?? null });
    return judged;
  });
}

function judge(row: ReadRow, match: Match, above: Above, events: readonly MemberEvent[], world: World): NewImportRow {
  const person = match.kind === 'person' ? match.person : undefined;
  const perhaps = match.kind === 'doubt' ? match.person : person;
  const base = { ...plain(row), personId: perhaps?.id ?? null, seenEvent: events.at(-1)?.id ?? null };
  if (match.kind === 'error') return { ...base, verdict: 'error', reason: match.reason };
  const earlier = above.find(row, person?.id);
  const repeated = earlier === undefined ? undefined : repetition(row, earlier);
  if (repeated !== undefined) return { ...base, ...repeated };
  if (match.kind === 'doubt') return { ...base, verdict: 'possible-duplicate', reason: match.reason };
  if (person !== undefined && lifeOf(events, world.at) === 'deceased')
    return { ...base, verdict: 'error', reason: 'This member is recorded as deceased.' };
  const planned = planChanges(row.fields, person, events, world, {
    address: match.kind === 'person' && match.keepsAddress,
    details: earlier !== undefined,
  });
  if ('problem' in planned) return { ...base, verdict: 'error', reason: `${planned.problem}.` };
  const { before, after, fields, note } = planned;
  const reason = [match.note, note].filter((part) => part !== null).join(' ');
  const verdict = person === undefined ? 'new' : Object.keys(after).length === 0 ? 'unchanged' : 'update';
  return { ...base, verdict, reason: reason === '' ? null : reason, before, after, fields };
}

function plain({ line, fields }: ReadRow) {
  const { number = null, email = '', name = '' } = fields;
  return { line, number, email, name, fields: { ...fields }, before: {}, after: {} };
}

/** One person may stand on several lines, one for each tier; anything else that comes twice is left out, and said. */
function repetition(row: ReadRow, earlier: EarlierRow): Pick<NewImportRow, 'verdict' | 'reason'> | undefined {
  const { name, tier } = row.fields;
  if (name !== undefined && earlier.name !== '' && !isSameName(name, earlier.name))
    return { verdict: 'possible-duplicate', reason: `Another name than on line ${earlier.line}, at the same address.` };
  if (tier !== undefined && earlier.tier !== null && tier !== earlier.tier) return undefined;
  return { verdict: 'error', reason: `The same person as on line ${earlier.line}.` };
}

/** The rows above, by everything that tells that two are about one person. */
class Above {
  readonly #rows = new Map<string, EarlierRow>();

  constructor(rows: readonly EarlierRow[]) {
    for (const row of rows) this.add(row);
  }

  /** The newest row stands for those before it, but for the first in which a tier was named. */
  add(row: EarlierRow): void {
    for (const key of keysOf(row)) this.#rows.set(`${key} ${row.tier ?? ''}`, row).set(key, row);
  }

  find({ fields }: ReadRow, personId: string | undefined): EarlierRow | undefined {
    const keys = keysOf({ email: fields.email ?? '', number: fields.number ?? null, personId: personId ?? null });
    const same = keys.map((key) => this.#rows.get(`${key} ${fields.tier ?? ''}`)).find((row) => row !== undefined);
    return same ?? keys.map((key) => this.#rows.get(key)).find((row) => row !== undefined);
  }
}

function keysOf({ email, number, personId }: Pick<EarlierRow, 'email' | 'number' | 'personId'>): string[] {
  return [
    ...(email === '' ? [] : [`at ${email}`]),
    ...(number === null ? [] : [`number ${number}`]),
    ...(personId === null ? [] : [`person ${personId}`]),
  ];
}
