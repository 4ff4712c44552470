import type { Temporal } from 'temporal-polyfill';
import type { Review, ReviewedNominee } from '../../api/rounds.ts';
import type { Reader } from '../../db/connect.ts';
import { readReferences, type Reference } from '../../db/round-nominations.ts';
import { findOpenRound, readDecisions, type Decision, type Programme } from '../../db/rounds.ts';
import { htmlOf } from '../markdown.ts';
import { readRoundFacts, type NomineeFacts, type RoundFacts } from '../round-facts.ts';
import { datesView } from './dates-view.ts';
import { thresholdWords } from './threshold-words.ts';

/** The round that somebody reviews now, as that reviewer may see it; without nominees for whoever reviews none. */
export async function reviewViewOf(
  db: Reader,
  programme: Programme,
  personId: string,
  now: Temporal.Instant,
): Promise<Review> {
  const { name, rules } = programme;
  const round = await findOpenRound(db, programme.id, now);
  const facts = round && (await readRoundFacts(db, round));
  const common = { now: now.toString(), name, mostRounds: round?.rules.rounds ?? rules.rounds };
  const threshold = thresholdWords((round?.rules ?? rules).threshold);
  if (facts === undefined || !facts.reviewers.some(({ id }) => id === personId)) {
    return { ...common, threshold, round: null, nominees: [] };
  }
  const nominationIds = facts.nominees.flatMap(({ nominations }) => nominations.map(({ id }) => id));
  const known = {
    references: Map.groupBy(await readReferences(db, nominationIds), ({ nominationId }) => nominationId),
    decisions: Map.groupBy(await readDecisions(db, nomineeIds(facts)), ({ nomineeId }) => nomineeId),
  };
  const nominees = facts.nominees.map((nominee) => nomineeView(facts, nominee, personId, known));
  return { ...common, threshold, round: datesView(facts.round, facts.round.zone), nominees };
}

function nomineeIds({ nominees }: RoundFacts): string[] {
  return nominees.map(({ id }) => id);
}

interface Known {
  readonly references: ReadonlyMap<string, readonly Reference[]>;
  readonly decisions: ReadonlyMap<string, readonly (Decision & { readonly cutOffOn: string })[]>;
}

/** Whoever stands aside sees neither what was written nor how the others vote. */
function nomineeView(
  { reviewers }: RoundFacts,
  nominee: NomineeFacts,
  personId: string,
  { references, decisions }: Known,
): ReviewedNominee {
  const { id, name, number, nominations, recused, marks } = nominee;
  const aside = recused.get(personId) ?? null;
  const mine = marks.get(personId) ?? null;
  const history = aside === null ? (decisions.get(id) ?? []) : [];
  return {
    ...{ id, name, number, mine },
    recused: aside,
    history: history.map(({ cutOffOn, aye, nay, abstain, recused: stoodAside, members }) => ({
      cutOffOn,
      counts: { aye, nay, abstain, recused: stoodAside, members },
    })),
    nominations: (aside === null ? nominations : []).map((nomination) => ({
      id: nomination.id,
      by: nomination.name,
      isOwn: nomination.email === nominee.email,
      at: (nomination.confirmedAt ?? nomination.madeAt).toString(),
      html: htmlOf(nomination.accomplishments),
      references: (references.get(nomination.id) ?? []).map((reference) => ({
        name: reference.name,
        html: reference.text === null ? null : htmlOf(reference.text),
      })),
    })),
    others: (aside === null ? reviewers : [])
      .filter((reviewer) => reviewer.id !== personId)
      .map((reviewer) => ({
        name: reviewer.name,
        isRecused: recused.has(reviewer.id),
        hasVoted: marks.has(reviewer.id),
        mark: mine === null ? null : (marks.get(reviewer.id) ?? null),
      })),
  };
}
