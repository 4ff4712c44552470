import { readMyNominations } from '../../api/nominations.ts';
import { Card } from '../parts/boxes.tsx';
import { useReader } from '../parts/deadline.tsx';
import { DeadlineLine } from '../parts/deadline.tsx';
import { Tag } from '../parts/marks.tsx';
import { useReading } from '../parts/reading.ts';
import { deviceClock, instantOf } from '../clock.ts';
import { stateTone, stateWords } from './nomination-words.ts';

const startedAt = instantOf(deviceClock.now());

/** On one's own page: what one is nominated for, and where one can nominate now. Nothing of both: nothing. */
export function MyNominations() {
  const { reply } = useReading(readMyNominations, {});
  const reader = useReader(reply?.now ?? startedAt);
  if (reply === undefined || (reply.received.length === 0 && reply.open.length === 0)) return null;
  return (
    <>
      <h2>Nominations</h2>
      {reply.received.map(({ candidacyId, election, contest, state, canAccept }) => (
        <Card
          key={candidacyId}
          title={`${contest}, ${election}`}
          aside={<Tag tone={stateTone(state)}>{stateWords[state]}</Tag>}
        >
          <p>
            <a class="stands-alone" href={`/nomination/${candidacyId}`}>
              {canAccept && state === 'invited' ? 'Read and answer' : 'Open my nomination'}: {contest}
            </a>
          </p>
        </Card>
      ))}
      {reply.open.map(({ electionId, name, closes }) => (
        <Card key={electionId} title={`Nominations are open: ${name}`}>
          <DeadlineLine label="Nominations close" deadline={closes} reader={reader} />
          <p>
            <a class="stands-alone" href={`/nominate/${electionId}`}>
              Nominate somebody for {name}
            </a>
          </p>
        </Card>
      ))}
    </>
  );
}
