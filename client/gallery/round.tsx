import type { ProgrammePage } from '../../api/rounds.ts';
import { Card } from '../parts/boxes.tsx';
import { DeadlineLine, useReader } from '../parts/deadline.tsx';
import { Frame } from '../parts/frame.tsx';
import { Heading } from '../parts/heading.tsx';
import { Prose } from '../parts/prose.tsx';

const quarterNames = ['January to March', 'April to June', 'July to September', 'October to December'];

/** A programme of nominations: until when to propose somebody, and everybody who was accepted, year by year. */
export function RoundPage({ facts }: { readonly facts: ProgrammePage }) {
  const { organisation, name, slug, aboutHtml, group, tierName, mostRounds, next, now, years } = facts;
  const reader = useReader(now);
  return (
    <Frame
      place="wide"
      organisation={organisation}
      home="/"
      foot={
        <>
          <a href="/">Elections</a>
          <a href="/me">Your page</a>
          <span>Run with Quorate</span>
        </>
      }
    >
      <Heading title={`${name} – ${organisation}`}>{name}</Heading>
      <div class="stack">
        <Prose html={aboutHtml} />
        <DeadlineLine label="Nominate until" deadline={next.cutOff} reader={reader} />
        <p>
          <a class="button" href={`/rounds/${slug}/nominate`}>
            Nominate somebody
          </a>
        </p>
        <p class="soft small">
          {group} reviews the nominations. Whoever is not accepted is reviewed again, in {roundsWords(mostRounds)} at
          most. Names are public once they are accepted and announced.
        </p>
      </div>
      {years.length === 0 && <p class="lead">Nobody has been announced yet.</p>}
      {years.map(({ year, quarters }) => (
        <section key={year} class="stack">
          <h2>
            {tierName}, {year}
          </h2>
          {quarters.map(({ quarter, cutOffOn, people, announcementHtml }) => (
            <Card key={cutOffOn} title={quarterNames[quarter - 1] ?? ''}>
              <ul>
                {people.map((person) => (
                  <li key={person.id} dir="auto">
                    {person.name}
                  </li>
                ))}
              </ul>
              {announcementHtml !== '' && (
                <details>
                  <summary>The announcement</summary>
                  <Prose html={announcementHtml} />
                </details>
              )}
            </Card>
          ))}
        </section>
      ))}
    </Frame>
  );
}

function roundsWords(rounds: number): string {
  return rounds === 1 ? 'one round' : `${rounds} rounds`;
}
