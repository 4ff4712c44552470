import { randomUUID } from 'node:crypto';
import type { ContestDefinition, Definition } from '../../api/office.ts';
import { findMethod } from '../../counting/methods.ts';
import { answers } from '../../counting/question.ts';
import { readSeats, type SeatRow } from '../../db/bodies.ts';
import type { Transaction } from '../../db/connect.ts';
import { readContests, type ContestRow, type ContestToRecord } from '../../db/elections.ts';
import { readNominatedContests } from '../../db/nominations.ts';
import { Problem } from '../problem.ts';
import { termEnd } from '../term-end.ts';
import { wrongPlace } from '../wrong-place.ts';
import { mostChoices, tooManyWords } from './most-choices.ts';

type PeopleDefinition = Extract<ContestDefinition, { kind: 'people' }>;
type MotionDefinition = Extract<ContestDefinition, { kind: 'motion' }>;
type OptionsDefinition = Extract<ContestDefinition, { kind: 'options' }>;

/** The contests of a form as they are kept. What was there before keeps its id; nobody chooses one. */
export async function contestsOf(
  trx: Transaction,
  electionId: string,
  forms: Definition['contests'],
): Promise<ContestToRecord[]> {
  const before = await readContests(trx, electionId);
  const seatIds = forms.flatMap((form) => (form.kind === 'people' ? form.seats : []));
  const seats = seatIds.length === 0 ? [] : await readSeats(trx, { ids: seatIds });
  assertSeatsOnce(forms);
  await assertNoneNominated(trx, before, forms);
  return forms.map((form, place) => {
    const known = before.find(({ id, kind }) => id === form.id && kind === form.kind);
    switch (form.kind) {
      case 'people':
        return peopleContest(form, known, seats, place);
      case 'motion':
        return motionContest(form, known, place);
      case 'options':
        return optionsContest(form, known, place);
    }
  });
}

/** Whoever was nominated for a contest stands in it, or said no to it: it stays. */
async function assertNoneNominated(
  trx: Transaction,
  before: readonly ContestRow[],
  forms: Definition['contests'],
): Promise<void> {
  const gone = before.filter(({ id, kind }) => !forms.some((form) => form.id === id && form.kind === kind));
  const ids = gone.map(({ id }) => id);
  const [first] = await readNominatedContests(trx, ids);
  if (first === undefined) return;
  const title = gone.find(({ id }) => id === first)?.title ?? '';
  throw new Problem('contest-nominated', { detail: `Keep the contest ${title}: people are nominated for it.` });
}

/** A seat is filled once. */
function assertSeatsOnce(forms: Definition['contests']): void {
  const seen = new Set<string>();
  for (const [place, form] of forms.entries()) {
    for (const seat of form.kind === 'people' ? form.seats : []) {
      if (seen.has(seat)) throw wrongPlace(`#/body/contests/${place}/seats`, 'This seat is chosen twice');
      seen.add(seat);
    }
  }
}

function peopleContest(
  form: PeopleDefinition,
  known: ContestRow | undefined,
  all: readonly SeatRow[],
  place: number,
): ContestToRecord {
  const seats = all.filter(({ id }) => form.seats.includes(id));
  const pointer = `#/body/contests/${place}`;
  const bodies = new Set(seats.map(({ bodyId }) => bodyId));
  if (seats.length !== form.seats.length)
    throw wrongPlace(`${pointer}/seats`, 'One of these seats is not there any more');
  if (bodies.size !== 1) throw wrongPlace(`${pointer}/seats`, 'The seats of one contest belong to one body');
  if (seats.some(({ retiredOn }) => retiredOn !== null && retiredOn < form.termsStartOn))
    throw wrongPlace(`${pointer}/seats`, 'One of these seats is given up by then');
  if (seats.length > 1 && findMethod(form.method)?.elects === 'one')
    throw wrongPlace(`${pointer}/method`, oneSeatWords(seats.length));
  const nominated = known?.candidates.filter(({ candidacyId }) => candidacyId !== null).length ?? 0;
  const standing = form.candidates.length + nominated;
  const most = Math.max(1, standing);
  const max = form.method === 'choose' ? (form.max ?? seats.length) : most;
  if (standing > mostChoices(form.method))
    throw wrongPlace(`${pointer}/candidates`, tooManyWords(form.method, standing));
  if (max > most && standing > 0)
    throw wrongPlace(`${pointer}/max`, `There are only ${standing} candidates to choose from`);
  const ids = new Set(known?.candidates.map(({ id }) => id));
  return {
    ...{ id: known?.id ?? randomUUID(), kind: 'people', title: form.title, method: form.method, max },
    ...{ seats: seats.length, bodyId: seats[0]?.bodyId ?? null, termsStartOn: form.termsStartOn },
    ...{ motion: null, options: null, affiliationCap: null },
    namedSeats: seats.map((seat) => ({ id: seat.id, name: seat.name, endsOn: termEnd(seat, form.termsStartOn) })),
    candidates: form.candidates.map(({ id, name, affiliation, statement }) => ({
      ...{ id: id !== undefined && ids.has(id) ? id : randomUUID(), name, affiliation, statement, majority: null },
    })),
  };
}

function oneSeatWords(seats: number): string {
  return `This way of voting elects one person, and ${seats} seats are to be filled. Choose another, or one seat`;
}

function motionContest(form: MotionDefinition, known: ContestRow | undefined, place: number): ContestToRecord {
  const { title, text, replaces, base, numerator, denominator, isStrict, noticeDays, effectiveOn } = form;
  if (numerator > denominator)
    throw wrongPlace(`#/body/contests/${place}/numerator`, 'A majority is at most all of what it is taken of');
  const rule = { base, numerator, denominator, isStrict };
  return {
    ...{ id: known?.id ?? randomUUID(), kind: 'motion', title, method: 'question', max: 1, seats: 0 },
    ...forNoSeats,
    ...{ motion: { text, replaces, ...rule, noticeDays, effectiveOn }, options: null },
    candidates: answers.map((name, answer) => ({
      ...{ id: known?.candidates[answer]?.id ?? randomUUID(), name, affiliation: '', statement: '', majority: null },
    })),
  };
}

function optionsContest(form: OptionsDefinition, known: ContestRow | undefined, place: number): ContestToRecord {
  const { title, options, noticeDays, effectiveOn } = form;
  const ids = new Set(known?.candidates.map(({ id }) => id));
  for (const [option, { numerator, denominator }] of options.entries()) {
    if (numerator < denominator)
      throw wrongPlace(`#/body/contests/${place}/options/${option}/numerator`, 'A majority is at least 1 to 1');
  }
  return {
    ...{ id: known?.id ?? randomUUID(), kind: 'options', title, method: 'debian', max: options.length, seats: 0 },
    ...forNoSeats,
    ...{ motion: null, options: { noticeDays, effectiveOn } },
    candidates: options.map(({ id, name, text, numerator, denominator }) => ({
      ...{ id: id !== undefined && ids.has(id) ? id : randomUUID(), name, affiliation: '', statement: text },
      majority: { numerator, denominator },
    })),
  };
}

const forNoSeats = { bodyId: null, termsStartOn: null, namedSeats: [], affiliationCap: null };
