import type { Temporal } from 'temporal-polyfill';
import { ensurePeople } from '../../db/people.ts';
import type { OpenVoteForm } from '../../api/open-votes.ts';
import { BOARD, seatIds } from './bodies.ts';
import { aName } from './names.ts';
import type { Product, Visitor } from './product.ts';

export interface Director {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** People who hold the first seats of the board from 2026-07-01 on: `director0@lantern.example` … */
export async function someDirectors({ ports, clock }: Product, count: number): Promise<Director[]> {
  const people = Array.from({ length: count }, (_, place) => ({
    name: aName(place + 60),
    email: `director${place}@lantern.example`,
  }));
  return ports.db.transaction().execute(async (trx) => {
    const ids = await ensurePeople(trx, people, clock.now());
    const terms = seatIds(count).map((seatId, place) => ({
      ...{ seatId, personId: ids[place]!, name: people[place]!.name, startsOn: '2026-07-01', endsOn: '2029-06-30' },
      ...{ cameBy: 'elected' as const, electionId: null, leftOn: null, leftWhy: null },
      ...{ recordedAt: clock.now().toString(), recordedBy: 'test' },
    }));
    await trx.insertInto('term').values(terms).execute();
    return people.map((person, place) => ({ ...person, id: ids[place]! }));
  });
}

export const RESOLUTION =
  'RESOLVED, that the Lantern Software Foundation award the 2027 Q2 Community Service Award to the following members for keeping the mirrors running: Ada Oyelaran.';

/** A week's vote that opens at noon UTC of the day after tomorrow, promised in Berlin. */
export function aWeek({ clock }: Product): {
  opens: Temporal.Instant;
  closes: Temporal.Instant;
  manner: OpenVoteForm['manner'];
} {
  const noon = clock.now().toZonedDateTimeISO('UTC').startOfDay().add({ days: 2, hours: 12 });
  const local = (at: Temporal.ZonedDateTime) =>
    at.withTimeZone('Europe/Berlin').toPlainDateTime().toString({ smallestUnit: 'minute' });
  const [opens, closes] = [noon, noon.add({ days: 7 })];
  const manner = { kind: 'without', zone: 'Europe/Berlin', opens: local(opens), closes: local(closes) } as const;
  return { opens: opens.toInstant(), closes: closes.toInstant(), manner };
}

/** An award, moved and seconded by the first two directors, without a meeting. */
export function aVoteForm(
  product: Product,
  directors: readonly Director[],
  changes: Partial<OpenVoteForm> = {},
): OpenVoteForm {
  return {
    bodyId: BOARD,
    title: 'Community Service Award, 2027 Q2',
    text: RESOLUTION,
    replaces: '',
    moverId: directors[0]!.id,
    seconderId: directors[1]!.id,
    manner: aWeek(product).manner,
    visibility: 'public',
    ...changes,
  };
}

/** Drafted and put to the vote. */
export async function aVotePut(officer: Visitor, form: OpenVoteForm): Promise<string> {
  const { view } = await officer.call('draftOpenVote', { body: form });
  await officer.call('putOpenVote', { path: { voteId: view.id } });
  return view.id;
}

/** Whoever is signed in now stays so, however far the clock is moved: what is tested takes weeks. */
export async function staySignedIn({ ports }: Product): Promise<void> {
  await ports.db.updateTable('session').set({ expiresAt: '2029-01-01T00:00:00Z' }).execute();
}
