import type { OfficeView } from '../../api/office.ts';
import type { Contest } from '../../api/values.ts';
import { counted } from '../parts/counts.ts';
import { span } from '../parts/when.ts';
import { millisOf } from '../clock.ts';
import type { ElectionPlace } from './route.ts';

export type TaskState = 'cannot-start' | 'to-do' | 'done';

/** One step on the way to an open election: what it is, where it stands, and where it is done. */
export interface Task {
  readonly title: string;
  readonly state: TaskState;
  readonly words: string;
  readonly place: ElectionPlace;
  readonly act: string;
}

type Blocker = OfficeView['blockers'][number]['what'];

const ofDefinition: readonly Blocker[] = [
  'closing-passed',
  'opens-after-closes',
  'notice-too-short',
  'rule-broken',
  'seat-taken',
  'equal-options',
];
const ofCandidates: readonly Blocker[] = [
  'no-candidates',
  'too-few-candidates',
  'too-many-candidates',
  'equal-names',
  'nominees-undecided',
];
const ofRoll: readonly Blocker[] = ['roll-not-frozen', 'roll-doubled'];
const ofRegistrar: readonly Blocker[] = ['registrar-list-missing'];
const ofTrustees: readonly Blocker[] = ['trustee-key-missing'];

/** The tasks of a draft, in their order. */
export function tasksOf(office: OfficeView): readonly Task[] {
  return [
    definitionTask(office),
    candidatesTask(office),
    rollTask(office),
    ...registrarTasks(office),
    trusteesTask(office),
    openTask(office),
  ];
}

/** The first that is to be done: it alone has the filled button. */
export function nextTask(tasks: readonly Task[]): Task | undefined {
  return tasks.find(({ state }) => state === 'to-do');
}

function detailsOf({ blockers }: OfficeView, mine: readonly Blocker[]): string | undefined {
  const details = blockers.filter(({ what }) => mine.includes(what)).map(({ detail }) => detail);
  return details.length === 0 ? undefined : details.join(' ');
}

function task(rest: Omit<Task, 'state' | 'words'>, missing: string | undefined, done: string): Task {
  return missing === undefined ? { ...rest, state: 'done', words: done } : { ...rest, state: 'to-do', words: missing };
}

function definitionTask(office: OfficeView): Task {
  const { contests, timetable } = office.view;
  const seats = contests.reduce((sum, contest) => sum + contest.seats, 0);
  const length = span(millisOf(timetable.closes.at) - millisOf(timetable.opens.at));
  return task(
    { title: 'Definition', place: 'edit', act: 'Change the definition' },
    detailsOf(office, ofDefinition),
    `${counted(contests.length, 'contest')}, ${counted(seats, 'seat')}. Voting is open for ${length}.`,
  );
}

function candidatesTask(office: OfficeView): Task {
  const { contests, timetable } = office.view;
  const standing = (kind: Contest['kind']) =>
    contests.filter((contest) => contest.kind === kind).flatMap(({ candidates }) => candidates).length;
  const isOfPeople = contests.some(({ kind }) => kind === 'people');
  const options = standing('options');
  const words = [
    ...(isOfPeople || options === 0 ? [counted(standing('people'), 'candidate')] : []),
    ...(options > 0 ? [counted(options, 'option')] : []),
  ];
  return task(
    timetable.nominationsOpen === null
      ? { title: 'Candidates', place: 'edit', act: 'Change the candidates' }
      : { title: 'Candidates', place: 'nominations', act: 'Look at the nominations' },
    detailsOf(office, ofCandidates),
    `${words.join(', ')}.`,
  );
}

function rollTask(office: OfficeView): Task {
  const missing = detailsOf(office, ofRoll);
  const act = missing === undefined ? 'Show the roll' : 'Work out the roll and freeze it';
  const words = `Frozen: ${counted(office.view.roll.size, 'person', 'people')} may vote.`;
  return task({ title: 'Roll', place: 'roll', act }, missing, words);
}

/** Where the server makes the links, it does so at the opening, and there is nothing to do. */
function registrarTasks(office: OfficeView): readonly Task[] {
  const { registrar, view } = office;
  if (registrar === null) return [];
  const place = { title: 'Personal links', place: 'registrar', act: 'Show the registrar' } as const;
  if (view.roll.frozenAt === null)
    return [{ ...place, state: 'cannot-start', words: `${registrar.name} makes them once the roll is frozen.` }];
  return [task(place, detailsOf(office, ofRegistrar), `${registrar.name} has made them and given the public list.`)];
}

function trusteesTask(office: OfficeView): Task {
  const { keyHolder, trustees, threshold } = office.view;
  if (keyHolder === 'server') {
    const words = 'The server holds the only key, and every page says so.';
    return { title: 'Trustees', state: 'done', words, place: 'edit', act: 'Change who holds the key' };
  }
  return task(
    { title: 'Trustees', place: 'trustees', act: 'Show the trustees' },
    detailsOf(office, ofTrustees),
    `${counted(trustees.length, 'trustee has', 'trustees have')} made a key. ${threshold === null ? 'All of them' : `Any ${threshold} of them`} are needed for the result.`,
  );
}

function openTask(office: OfficeView): Task {
  const rest = { title: 'Open', place: 'open', act: 'Open the election' } as const;
  const undone = office.blockers.length;
  if (undone > 0) {
    return { ...rest, state: 'cannot-start', words: 'First everything above must be done.' };
  }
  return { ...rest, state: 'to-do', words: 'Read it all back once more. Afterwards nothing can be changed.' };
}
