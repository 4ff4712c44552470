import type { ContestDefinition, Definition } from '../../api/office.ts';
import type { Reader } from '../../db/connect.ts';
import { readContests, type CandidateRow, type ContestRow, type Election } from '../../db/elections.ts';
import { findRegistrar } from '../../db/registrar.ts';
import { readTrustees } from '../../db/trustees.ts';
import { timetableForm } from '../timetable.ts';

/** The definition as the form gives it. */
export async function readDefinition(db: Reader, election: Election): Promise<Definition> {
  const [contests, trustees] = await Promise.all([readContests(db, election.id), readTrustees(db, election.id)]);
  const registrar = await findRegistrar(db, election.id);
  const { name, description, isRegular, ties } = election;
  return {
    ...{ name, description, isRegular, ties },
    timetable: timetableForm(election),
    quorum: quorumOf(election),
    contests: contests.map(contestForm),
    trustees: trustees.map(({ name: trustee, email }) => ({ name: trustee, email })),
    threshold: election.threshold,
    registrar: registrar === undefined ? null : { name: registrar.name, email: registrar.email },
  };
}

function contestForm({
  id,
  title,
  method,
  max,
  motion,
  options,
  namedSeats,
  termsStartOn,
  candidates,
}: ContestRow): ContestDefinition {
  if (motion !== null || method === 'question') {
    if (motion === null) throw new Error('A question without a motion');
    return { kind: 'motion', id, title, ...motion };
  }
  if (options !== null) return { kind: 'options', id, title, ...options, options: candidates.flatMap(optionForm) };
  return {
    kind: 'people',
    ...{ id, title, method },
    seats: namedSeats.flatMap((seat) => (seat.id === null ? [] : [seat.id])),
    termsStartOn: termsStartOn ?? '',
    ...(method === 'choose' ? { max } : {}),
    candidates: candidates
      .filter(({ candidacyId, isDefault }) => candidacyId === null && !isDefault)
      .map((one) => ({ id: one.id, name: one.name, affiliation: one.affiliation, statement: one.statement })),
  };
}

/** None for the answer that comes with the freeze. */
function optionForm({ id, name, statement: text, majority }: CandidateRow) {
  return majority === null ? [] : [{ id, name, text, ...majority }];
}

export function quorumOf(election: Pick<Election, 'quorumNumerator' | 'quorumDenominator'>) {
  const { quorumNumerator: numerator, quorumDenominator: denominator } = election;
  return numerator === null || denominator === null ? null : { numerator, denominator };
}
