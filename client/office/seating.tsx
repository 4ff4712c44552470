import type { ContestSeating } from '../../api/seating.ts';
import { readSeating } from '../../api/seating.ts';
import { Card, Notice } from '../parts/boxes.tsx';
import { dayInWords } from '../parts/days.ts';
import { Heading } from '../parts/heading.tsx';
import { FactList } from '../parts/lists.tsx';
import { Tag } from '../parts/marks.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice } from '../parts/refusals.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { figureTitle } from '../parts/methods.ts';
import { longMoment } from '../parts/when.ts';
import type { ElectionFacts } from './election-pages.tsx';
import { Trail } from './frame.tsx';
import { outcomeWords } from './outcome-words.ts';
import { pathOf } from './route.ts';
import { SeatingActs } from './seating-acts.tsx';
import { PlanCard } from './seating-plan.tsx';
import { WithdrawCard } from './seating-withdraw.tsx';

/** From the votes to the people in the seats: what would be recorded, why, and what if. */
export function SeatingPage(facts: ElectionFacts) {
  const { view } = facts.office;
  const { reply, failed, again } = useReading(readSeating, { path: { electionId: view.id } });
  return (
    <>
      <Trail name={view.name} href={pathOf(view.id)} />
      <Heading title={`Seating – ${view.name}`} step={pathOf(view.id, 'seating')}>
        Seating
      </Heading>
      {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {reply === undefined && failed === undefined && <Waiting words="Working out who takes which seat." />}
      {reply !== undefined && reply.contests.length === 0 && (
        <Notice>
          <p>
            {hasPeople(facts)
              ? 'There is no result yet, so nobody can be seated. Come back when there is one.'
              : 'This election fills no seats.'}{' '}
            <a href={pathOf(view.id)}>Go to the election</a>
          </p>
        </Notice>
      )}
      {reply?.contests.map((contest, place) => (
        <ContestSection key={contest.id} contest={contest} place={place} facts={facts} onAgain={again} />
      ))}
      {facts.isOfficer && (
        <WithdrawCard
          contests={view.contests}
          phase={view.phase}
          seated={reply?.contests.filter(({ recorded }) => recorded !== null).map(({ id }) => id) ?? []}
          electionId={view.id}
          onDone={() => {
            again();
            facts.onAgain();
          }}
        />
      )}
    </>
  );
}

function hasPeople({ office }: ElectionFacts): boolean {
  return office.view.contests.some(({ kind }) => kind === 'people');
}

interface SectionFacts {
  readonly contest: ContestSeating;
  readonly place: number;
  readonly facts: ElectionFacts;
  readonly onAgain: () => void;
}

function ContestSection({ contest, place, facts, onAgain }: SectionFacts) {
  const { recorded, plan, draw } = contest;
  const decided = decidedIn(facts, contest.id);
  return (
    <section class="stack" aria-labelledby={`contest-${place}`}>
      <div class="head">
        <h2 id={`contest-${place}`}>{contest.title}</h2>
        <Tag tone={recorded === null ? 'warn' : 'yes'}>{recorded === null ? 'Not recorded yet' : 'Recorded'}</Tag>
      </div>
      {recorded !== null && (
        <p>
          {recorded.by} recorded it on {longMoment(recorded.at)}.{' '}
          {contest.body !== null && <a href={`/bodies/${contest.body.slug}`}>{contest.body.name}: who holds what</a>}
        </p>
      )}
      {decided !== undefined && <p>{decided}</p>}
      {draw !== null && (
        <p class="measure">
          A public draw broke its ties. In the order drawn: {draw.names.join(', ')}. {draw.note}
        </p>
      )}
      <div class="cols">
        <div class="stack">
          <PlanCard
            title={recorded === null ? 'As it stands' : 'Who was seated'}
            plan={plan}
            contest={contest}
            figure={figureTitle(facts.office.view, contest.id)}
          />
          {recorded === null && <SeatingActs {...facts} contest={contest} place={place} onAgain={onAgain} />}
        </div>
        <aside class="stack" aria-label={`What ${contest.title} is decided from`}>
          <RulesCard contest={contest} />
        </aside>
      </div>
    </section>
  );
}

function decidedIn({ office: { view } }: ElectionFacts, contestId: string): string | undefined {
  const place = view.contests.findIndex(({ id }) => id === contestId);
  const [contest, outcome] = [view.contests[place], view.result?.[place]];
  return contest === undefined || outcome === undefined ? undefined : outcomeWords(contest, outcome);
}

function RulesCard({ contest }: { readonly contest: ContestSeating }) {
  const { body, termsStartOn, cap, sitting, contenders } = contest;
  const disclosed = contenders.filter(({ affiliations }) => affiliations.length > 0);
  return (
    <Card title="What it is decided from">
      <FactList
        facts={[
          ...(body === null ? [] : [{ term: 'Body', says: <a href={`/bodies/${body.slug}`}>{body.name}</a> }]),
          ...(termsStartOn === null ? [] : [{ term: 'Terms begin', says: dayInWords(termsStartOn) }]),
          {
            term: 'One affiliation',
            says: cap === null ? 'no limit' : `at most ${cap.most} of ${cap.of} seats`,
          },
        ]}
      />
      {cap !== null && (
        <>
          <h3>Who stays in other seats</h3>
          {sitting.length === 0 && <p class="soft">Nobody on that day.</p>}
          <ul class="stack-s">
            {sitting.map(({ name, affiliations }) => (
              <li key={name}>
                <span dir="auto">{name}</span> <span class="soft small">{affiliationWords(affiliations)}</span>
              </li>
            ))}
          </ul>
          <h3>What candidates disclosed</h3>
          {disclosed.length === 0 && <p class="soft">No affiliation.</p>}
          <ul class="stack-s">
            {disclosed.map(({ id, name, affiliations }) => (
              <li key={id}>
                <span dir="auto">{name}</span> <span class="soft small">{affiliationWords(affiliations)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}

function affiliationWords(affiliations: readonly string[]): string {
  return affiliations.length === 0 ? 'no affiliation' : affiliations.join(', ');
}
