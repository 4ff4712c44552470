import type { ElectionView } from '../../api/elections.ts';
import { Card } from '../parts/boxes.tsx';
import { DeadlineLine, type Reader } from '../parts/deadline.tsx';
import { TimetableList } from '../parts/timetable.tsx';
import { millisOf } from '../clock.ts';

/** Every moment of the election, to read and to put into one's own calendar. */
export function DatesCard({ view, reader }: { readonly view: ElectionView; readonly reader: Reader }) {
  return (
    <Card title="Dates" aside={<a href={`/elections/${view.id}/calendar.ics`}>Add to your calendar</a>} flush>
      <TimetableList timetable={view.timetable} reader={reader} />
    </Card>
  );
}

/** What comes next in an election that is in preparation. */
export function NextMoment({ view, reader }: { readonly view: ElectionView; readonly reader: Reader }) {
  const { nominationsOpen, nominationsClose, candidates, opens } = view.timetable;
  const isAhead = (moment: typeof opens | null) => moment !== null && millisOf(moment.at) > reader.now;
  if (nominationsOpen !== null && isAhead(nominationsOpen))
    return <DeadlineLine label="Nominations open" deadline={nominationsOpen} reader={reader} />;
  if (nominationsClose !== null && isAhead(nominationsClose))
    return <DeadlineLine label="Nominations are open until" deadline={nominationsClose} reader={reader} />;
  if (candidates !== null && isAhead(candidates))
    return <DeadlineLine label="Candidates are announced" deadline={candidates} reader={reader} />;
  return <DeadlineLine label="Voting opens" deadline={opens} reader={reader} />;
}
