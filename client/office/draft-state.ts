import type { ContestDefinition, Definition, TimetableDefinition } from '../../api/office.ts';
import type { PlacedProblem } from '../parts/boxes.tsx';
import { moved, replaced, without } from './lists.ts';
import { candidatesIn } from './pasted-candidates.ts';

type PeopleDefinition = Extract<ContestDefinition, { kind: 'people' }>;
type MotionDefinition = Extract<ContestDefinition, { kind: 'motion' }>;

/** The form of an election's definition: everything as it was typed, so that nothing is lost while it is wrong. */

export interface DraftCandidate {
  /** Of a candidate that is on the server already: addresses and the lot are made of it. */
  readonly id?: string;
  readonly name: string;
  readonly affiliation: string;
  readonly statement: string;
}

export interface DraftOption {
  /** Of an option that is on the server already: the lot is made of it. */
  readonly id?: string;
  readonly name: string;
  readonly text: string;
  readonly numerator: string;
  readonly denominator: string;
}

/** What was typed for one kind of contest stays while another is chosen. */
export interface DraftContest {
  /** Of a contest that is on the server already: its nominations refer to it. */
  readonly id?: string;
  readonly kind: ContestDefinition['kind'];
  readonly title: string;
  /** The body that was chosen; empty: that of the seats, or the only one there is. */
  readonly body: string;
  readonly seats: readonly string[];
  readonly termsStartOn: string;
  readonly method: PeopleDefinition['method'];
  /** For `choose`: how many a voter may choose. */
  readonly max: string;
  readonly candidates: readonly DraftCandidate[];
  /** Lines to be added as candidates, not added yet. */
  readonly pasted: string;
  readonly motion: DraftMotion;
  readonly options: readonly DraftOption[];
  /** Of a motion or of options: how long the texts are public first, and from when on what is adopted holds. */
  readonly noticeDays: string;
  readonly effectiveOn: string;
}

export interface DraftMotion {
  readonly text: string;
  readonly replaces: string;
  readonly base: MotionDefinition['base'];
  readonly numerator: string;
  readonly denominator: string;
  readonly isStrict: boolean;
}

/** Every moment as it was typed; empty: none. */
export type DraftTimetable = Readonly<Record<keyof TimetableDefinition, string>>;

export interface DraftTrustee {
  readonly name: string;
  readonly email: string;
}

export interface Draft {
  readonly name: string;
  readonly description: string;
  /** The record date stays with the opening until it is set to something else. */
  readonly timetable: DraftTimetable;
  /** Whether there are nominations, with the moments at which they open, close and become public. */
  readonly membersNominate: boolean;
  readonly asksAffirmation: boolean;
  readonly isRegular: boolean;
  readonly quorum: 'none' | 'fraction';
  readonly numerator: string;
  readonly denominator: string;
  readonly ties: Definition['ties'];
  readonly contests: readonly DraftContest[];
  /** The server alone; all of the trustees; so many of them, together with the server. */
  readonly keys: 'server' | 'people' | 'group';
  readonly threshold: string;
  readonly trustees: readonly DraftTrustee[];
  /** Who makes the personal links. */
  readonly links: 'server' | 'person';
  readonly registrar: DraftTrustee;
}

export interface DraftState {
  readonly draft: Draft;
  /** Whether this is what was typed before a reload, and not what the server has. */
  readonly isKept: boolean;
  readonly busy: boolean;
  readonly problems: readonly PlacedProblem[];
  /** Where the focus belongs after something was added, moved or removed. A new object each time. */
  readonly focus: { readonly id: string } | undefined;
}

type Plain = 'name' | 'description' | 'numerator' | 'denominator';

export type DraftEvent =
  | { readonly type: 'typed'; readonly field: Plain; readonly value: string }
  | { readonly type: 'moment-typed'; readonly moment: keyof DraftTimetable; readonly value: string }
  | {
      readonly type: 'ticked';
      readonly field: 'membersNominate' | 'asksAffirmation' | 'isRegular';
      readonly is: boolean;
    }
  | { readonly type: 'quorum-chosen'; readonly quorum: Draft['quorum'] }
  | { readonly type: 'ties-chosen'; readonly ties: Draft['ties'] }
  | { readonly type: 'keys-chosen'; readonly keys: Draft['keys'] }
  | { readonly type: 'threshold-typed'; readonly threshold: string }
  | { readonly type: 'links-chosen'; readonly links: Draft['links'] }
  | { readonly type: 'registrar-changed'; readonly change: Partial<DraftTrustee> }
  | { readonly type: 'contest-added' }
  | { readonly type: 'contest-removed'; readonly contest: number }
  | { readonly type: 'contest-moved'; readonly contest: number; readonly by: -1 | 1 }
  | {
      readonly type: 'contest-changed';
      readonly contest: number;
      readonly change: Partial<Omit<DraftContest, 'candidates' | 'options'>>;
    }
  | { readonly type: 'candidate-added'; readonly contest: number }
  | { readonly type: 'candidates-pasted'; readonly contest: number }
  | { readonly type: 'candidate-removed'; readonly contest: number; readonly candidate: number }
  | { readonly type: 'candidate-moved'; readonly contest: number; readonly candidate: number; readonly by: -1 | 1 }
  | {
      readonly type: 'candidate-changed';
      readonly contest: number;
      readonly candidate: number;
      readonly change: Partial<DraftCandidate>;
    }
  | { readonly type: 'option-added'; readonly contest: number }
  | { readonly type: 'option-removed'; readonly contest: number; readonly option: number }
  | { readonly type: 'option-moved'; readonly contest: number; readonly option: number; readonly by: -1 | 1 }
  | {
      readonly type: 'option-changed';
      readonly contest: number;
      readonly option: number;
      readonly change: Partial<DraftOption>;
    }
  | { readonly type: 'trustee-added' }
  | { readonly type: 'trustee-removed'; readonly trustee: number }
  | { readonly type: 'trustee-changed'; readonly trustee: number; readonly change: Partial<DraftTrustee> }
  | { readonly type: 'saving' }
  | { readonly type: 'refused'; readonly problems: readonly PlacedProblem[] }
  | { readonly type: 'discarded'; readonly draft: Draft };

export const mostContests = 10;
export const mostCandidates = 50;
/** With None of the above, as many as a ballot that is opened by itself can hold. */
export const mostOptions = 29;
export const mostTrustees = 9;
/** With two, either both are needed, or one alone could open ballots. */
export const smallestGroup = 3;

const newCandidate: DraftCandidate = { name: '', affiliation: '', statement: '' };
const newMotion: DraftMotion = {
  text: '',
  replaces: '',
  base: 'for-and-against',
  numerator: '1',
  denominator: '2',
  isStrict: true,
};
const newOption: DraftOption = { name: '', text: '', numerator: '1', denominator: '1' };
export const newContest: DraftContest = {
  kind: 'people',
  title: '',
  body: '',
  seats: [],
  termsStartOn: '',
  method: 'approval',
  max: '',
  candidates: [],
  pasted: '',
  motion: newMotion,
  options: [newOption, newOption],
  noticeDays: '0',
  effectiveOn: '',
};
const newTrustee: DraftTrustee = { name: '', email: '' };

export const newDraft: Draft = {
  name: '',
  description: '',
  timetable: {
    zone: 'UTC',
    nominationsOpen: '',
    nominationsClose: '',
    candidates: '',
    applyBy: '',
    affirmBy: '',
    record: '',
    opens: '',
    closes: '',
    seating: '',
  },
  membersNominate: false,
  asksAffirmation: false,
  isRegular: false,
  quorum: 'none',
  numerator: '1',
  denominator: '3',
  ties: 'lot',
  contests: [newContest],
  keys: 'server',
  threshold: '2',
  trustees: [],
  links: 'server',
  registrar: newTrustee,
};

export function startDraft({ draft, isKept }: { readonly draft: Draft; readonly isKept: boolean }): DraftState {
  return { draft, isKept, busy: false, problems: [], focus: undefined };
}

export function reduceDraft(state: DraftState, event: DraftEvent): DraftState {
  switch (event.type) {
    case 'typed':
      return changed(state, { [event.field]: event.value });
    case 'moment-typed':
      return changed(state, { timetable: momentTyped(state.draft.timetable, event) });
    case 'ticked':
      return changed(state, { [event.field]: event.is });
    case 'quorum-chosen':
      return changed(state, { quorum: event.quorum });
    case 'ties-chosen':
      return changed(state, { ties: event.ties });
    case 'keys-chosen':
      return chooseKeys(state, event.keys);
    case 'threshold-typed':
      return changed(state, { threshold: event.threshold });
    case 'links-chosen':
      return changed(state, { links: event.links });
    case 'registrar-changed':
      return changed(state, { registrar: { ...state.draft.registrar, ...event.change } });
    case 'trustee-added':
    case 'trustee-removed':
    case 'trustee-changed':
      return changeTrustees(state, event);
    case 'contest-added':
    case 'contest-removed':
    case 'contest-moved':
      return changeContests(state, event);
    case 'contest-changed':
      return inContest(state, event.contest, (contest) => ({ ...contest, ...event.change }));
    case 'candidate-added':
    case 'candidates-pasted':
    case 'candidate-removed':
    case 'candidate-moved':
    case 'candidate-changed':
      return changeCandidates(state, event);
    case 'option-added':
    case 'option-removed':
    case 'option-moved':
    case 'option-changed':
      return changeOptions(state, event);
    case 'saving':
      return { ...state, busy: true, problems: [] };
    case 'refused':
      return { ...state, busy: false, problems: event.problems };
    case 'discarded':
      return startDraft({ draft: event.draft, isKept: false });
  }
}

function changed(state: DraftState, change: Partial<Draft>, focus?: string): DraftState {
  const next = { ...state, draft: { ...state.draft, ...change } };
  return focus === undefined ? next : { ...next, focus: { id: focus } };
}

/** The record date is the opening unless somebody says otherwise. */
function momentTyped(
  old: DraftTimetable,
  { moment, value }: { readonly moment: keyof DraftTimetable; readonly value: string },
): DraftTimetable {
  const follows = moment === 'opens' && old.record === old.opens;
  return { ...old, [moment]: value, ...(follows ? { record: value } : {}) };
}

/** Those who are asked to hold keys need a line each: the first is there at once, and the three of the smallest group. */
function chooseKeys(state: DraftState, keys: Draft['keys']): DraftState {
  const { trustees } = state.draft;
  const least = keys === 'group' ? smallestGroup : Number(keys === 'people');
  const added = Array.from({ length: Math.max(0, least - trustees.length) }, () => newTrustee);
  return changed(state, { keys, trustees: [...trustees, ...added] });
}

type TrusteeEvent = Extract<DraftEvent, { readonly type: `trustee-${string}` }>;

function changeTrustees(state: DraftState, event: TrusteeEvent): DraftState {
  const { trustees } = state.draft;
  switch (event.type) {
    case 'trustee-added':
      return changed(state, { trustees: [...trustees, newTrustee] }, `trustees-${trustees.length}-name`);
    case 'trustee-removed':
      return changed(state, { trustees: without(trustees, event.trustee) }, 'add-trustee');
    case 'trustee-changed':
      return changed(state, {
        trustees: replaced(trustees, event.trustee, (trustee) => ({ ...trustee, ...event.change })),
      });
  }
}

type ContestsEvent = Extract<DraftEvent, { readonly type: 'contest-added' | 'contest-removed' | 'contest-moved' }>;

function changeContests(state: DraftState, event: ContestsEvent): DraftState {
  const { contests } = state.draft;
  switch (event.type) {
    case 'contest-added':
      return changed(state, { contests: [...contests, newContest] }, `contests-${contests.length}-title`);
    case 'contest-removed':
      return changed(state, { contests: without(contests, event.contest) }, 'add-contest');
    case 'contest-moved':
      return changed(
        state,
        { contests: moved(contests, event.contest, event.by) },
        `contests-${event.contest + event.by}-title`,
      );
  }
}

function inContest(
  state: DraftState,
  place: number,
  change: (contest: DraftContest) => DraftContest,
  focus?: string,
): DraftState {
  return changed(state, { contests: replaced(state.draft.contests, place, change) }, focus);
}

type CandidateEvent = Extract<DraftEvent, { readonly type: `candidate${string}` }>;

function changeCandidates(state: DraftState, event: CandidateEvent): DraftState {
  const { contest: place } = event;
  const count = state.draft.contests[place]?.candidates.length ?? 0;
  const change = (candidates: (old: readonly DraftCandidate[]) => readonly DraftCandidate[], focus?: string) =>
    inContest(state, place, (contest) => ({ ...contest, candidates: candidates(contest.candidates) }), focus);
  switch (event.type) {
    case 'candidate-added':
      return change((old) => [...old, newCandidate], `contests-${place}-candidates-${count}-name`);
    case 'candidates-pasted':
      return addPasted(state, place);
    case 'candidate-removed':
      return change((old) => without(old, event.candidate), `add-candidate-${place}`);
    case 'candidate-moved':
      return change(
        (old) => moved(old, event.candidate, event.by),
        `contests-${place}-candidates-${event.candidate + event.by}-name`,
      );
    case 'candidate-changed':
      return change((old) => replaced(old, event.candidate, (candidate) => ({ ...candidate, ...event.change })));
  }
}

function addPasted(state: DraftState, place: number): DraftState {
  return inContest(
    state,
    place,
    (contest) => ({ ...contest, pasted: '', candidates: [...contest.candidates, ...candidatesIn(contest.pasted)] }),
    `add-candidate-${place}`,
  );
}

type OptionEvent = Extract<DraftEvent, { readonly type: `option-${string}` }>;

function changeOptions(state: DraftState, event: OptionEvent): DraftState {
  const { contest: place } = event;
  const count = state.draft.contests[place]?.options.length ?? 0;
  const nameAt = (option: number) => `contests-${place}-options-${option}-name`;
  const change = (options: (old: readonly DraftOption[]) => readonly DraftOption[], focus?: string) =>
    inContest(state, place, (contest) => ({ ...contest, options: options(contest.options) }), focus);
  switch (event.type) {
    case 'option-added':
      return change((old) => [...old, newOption], nameAt(count));
    case 'option-removed':
      return change((old) => without(old, event.option), `add-option-${place}`);
    case 'option-moved':
      return change((old) => moved(old, event.option, event.by), nameAt(event.option + event.by));
    case 'option-changed':
      return change((old) => replaced(old, event.option, (option) => ({ ...option, ...event.change })));
  }
}
