import { readRoll, type OfficeView } from '../../api/office.ts';
import type { Phase } from '../../api/values.ts';
import { ButtonLink } from '../parts/button.tsx';
import { Card } from '../parts/boxes.tsx';
import { counted, countWords } from '../parts/counts.ts';
import { Mark } from '../parts/marks.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice } from '../parts/refusals.tsx';
import { clockTime } from '../parts/when.ts';
import type { ElectionFacts } from './election-pages.tsx';
import { Resend } from './resend.tsx';
import { pathOf } from './route.ts';

/** Exceptions first; everything else is one quiet line. */
export function NeedsAPerson(facts: ElectionFacts) {
  const { view, mail } = facts.office;
  const isWaitingForParts = view.phase === 'closed' && view.keyHolder === 'people';
  const missing = view.trustees.filter(({ hasDecrypted }) => !hasDecrypted);
  if (mail.failed === 0 && !(isWaitingForParts && missing.length > 0)) {
    if (!isUnderWay(view.phase)) return null;
    return (
      <p class="card with-mark">
        <Mark tone="yes" />
        <span>
          <span class="strong">All is well.</span>{' '}
          <span class="soft">Nothing needs a person. Looked at {clockTime(view.now)}.</span>
        </span>
      </p>
    );
  }
  return (
    <Card title="Needs a person" aside={`looked at ${clockTime(view.now)}`} flush>
      <ul class="todo-list">
        {isWaitingForParts && view.mixing !== null && (
          <li>
            <Mark tone="warn" />
            <h3>The ballots are to be mixed</h3>
            <p>{turnWords(facts.office.trustees)}</p>
            <div class="act">
              <ButtonLink href={pathOf(view.id, 'trustees')}>Show</ButtonLink>
            </div>
          </li>
        )}
        {isWaitingForParts && view.mixing === null && missing.length > 0 && (
          <li>
            <Mark tone="warn" />
            <h3>{counted(missing.length, 'trustee has', 'trustees have')} not added their part yet</h3>
            <p>{missing.map(({ name }) => name).join(', ')}. They have a mail with a new link: remind them.</p>
            <div class="act">
              <ButtonLink href={pathOf(view.id, 'trustees')}>Show</ButtonLink>
            </div>
          </li>
        )}
        {mail.failed > 0 && <FailedMail {...facts} />}
      </ul>
    </Card>
  );
}

/** Whom to remind. After a day the next one is asked as well. */
function turnWords(trustees: OfficeView['trustees']): string {
  const names = trustees.flatMap(({ name, isToMix }) => (isToMix ? [name] : []));
  if (names.length === 0) return 'The server mixes them first. This page looks again by itself.';
  return `It is the turn of ${names.join(', ')}. They have a mail with a new link: remind them.`;
}

/** Afterwards the result speaks for itself. */
function isUnderWay(phase: Phase): boolean {
  return phase === 'scheduled' || phase === 'open' || phase === 'closed';
}

const shown = 8;

function FailedMail({ office, isOfficer }: ElectionFacts) {
  const { view, mail } = office;
  const { reply, failed, again } = useReading(readRoll, {
    path: { electionId: view.id },
    query: { show: 'failed-mail', page: 1 },
  });
  const isOpen = view.phase === 'open';
  return (
    <li>
      <Mark tone="warn" />
      <h3>{counted(mail.failed, 'ballot mail', 'ballot mails')} did not arrive</h3>
      <div class="said stack-s">
        {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
        <ul class="stack-s">
          {reply?.entries.slice(0, shown).map((entry) => (
            <li key={entry.id}>
              <span class="strong">{entry.name}</span>, <span class="break">{entry.email}</span>
              {entry.voted ? ' · has voted' : ''}
              {entry.mailError !== null && <span class="soft"> · {entry.mailError}</span>}{' '}
              {isOfficer && isOpen && !entry.voted && <Resend electionId={view.id} entry={entry} />}
            </li>
          ))}
        </ul>
        {mail.failed > shown && <p class="soft">and {countWords(mail.failed - shown)} more</p>}
      </div>
      <div class="act">
        <ButtonLink href={`${pathOf(view.id, 'roll')}?show=failed-mail`}>Show them all</ButtonLink>
      </div>
    </li>
  );
}
