import { ButtonLink } from '../parts/button.tsx';
import { Card, Notice } from '../parts/boxes.tsx';
import { useReader } from '../parts/deadline.tsx';
import { Heading } from '../parts/heading.tsx';
import { Mark, Tag, type Tone } from '../parts/marks.tsx';
import { TimetableList } from '../parts/timetable.tsx';
import type { ElectionFacts } from './election-pages.tsx';
import { Trail } from './frame.tsx';
import { PhaseTag } from './list.tsx';
import { pathOf } from './route.ts';
import { nextTask, tasksOf, type Task, type TaskState } from './tasks.ts';

/** A draft: its tasks in order, each with its state; the next one has the filled button. */
export function TaskListPage({ office, isOfficer }: ElectionFacts) {
  const { view, warnings } = office;
  const reader = useReader(view.now);
  const tasks = tasksOf(office);
  const next = nextTask(tasks);
  return (
    <>
      <Trail name="Elections" href="/office" />
      <div class="stack-s">
        <p>
          <PhaseTag phase={view.phase} />
        </p>
        <Heading title={`${view.name} – office`} step={pathOf(view.id)}>
          {view.name}
        </Heading>
      </div>
      <Card title="Tasks" aside="in this order" flush>
        <ol class="todo-list tasks">
          {tasks.map((task) => (
            <TaskLine key={task.title} task={task} electionId={view.id} isNext={task === next} isOfficer={isOfficer} />
          ))}
        </ol>
      </Card>
      {warnings.length > 0 && (
        <Notice tone="warn" title="Worth a second look">
          <ul class="stack-s">
            {warnings.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </Notice>
      )}
      <Card title="Dates" aside={view.isAnnounced ? 'announced' : 'not announced yet'} flush>
        <TimetableList timetable={view.timetable} reader={reader} />
      </Card>
      <p class="small">
        <a href={pathOf(view.id, 'nominations')}>Nominations: who is proposed, and what is missing</a>
      </p>
      <p class="small">
        <a href={pathOf(view.id, 'announcements')}>Announcements: drafted from the facts</a>
      </p>
      <p class="small">
        <a href={pathOf(view.id, 'questions')}>Questions to candidates</a>
      </p>
      <p class="small">
        <a href={`/office/log?election=${view.id}`}>Log of this election</a>
      </p>
    </>
  );
}

function stateWords(state: TaskState): { readonly words: string; readonly mark: Tone; readonly tag: Tone } {
  switch (state) {
    case 'done':
      return { words: 'Done', mark: 'yes', tag: 'yes' };
    case 'to-do':
      return { words: 'To do', mark: 'open', tag: 'warn' };
    case 'cannot-start':
      return { words: 'Cannot start yet', mark: 'open', tag: 'plain' };
  }
}

function TaskLine({
  task,
  electionId,
  isNext,
  isOfficer,
}: {
  readonly task: Task;
  readonly electionId: string;
  readonly isNext: boolean;
  readonly isOfficer: boolean;
}) {
  const { words, mark, tag } = stateWords(task.state);
  const isReading = task.place === 'roll' || task.place === 'trustees';
  return (
    <li>
      <Mark tone={mark} />
      <h3>
        {task.title} <Tag tone={tag}>{words}</Tag>
      </h3>
      <p>{task.words}</p>
      {(isOfficer || isReading) && task.state !== 'cannot-start' && (
        <div class="act">
          <ButtonLink href={pathOf(electionId, task.place)} kind={isNext ? 'filled' : 'plain'}>
            {task.act}
          </ButtonLink>
        </div>
      )}
    </li>
  );
}
