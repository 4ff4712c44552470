import type { ComponentChildren } from 'preact';
import type { OfficeView } from '../../api/office.ts';
import { debianRules, fewestBallots } from '../../counting/debian.ts';
import { answersWords } from '../parts/contest-words.ts';
import { counted, countWords } from '../parts/counts.ts';
import { methodOf, rulesOf } from '../parts/methods.ts';
import { deadlineWords, longMoment, span } from '../parts/when.ts';
import { millisOf } from '../clock.ts';
import type { Contest, Deadline } from '../../api/values.ts';
import { optionMajorityWords } from '../parts/option-words.ts';

/** All that will be frozen, in words. */
export function ReadBackTable({ office, reader }: { readonly office: OfficeView; readonly reader: string }) {
  const { view } = office;
  return (
    <section class="card flush">
      <div class="cap">
        <h2>What will be frozen</h2>
      </div>
      <dl class="sum">
        <Line term="Name">{view.name}</Line>
        <Line term="Voting opens">
          <Moment deadline={view.timetable.opens} reader={reader} />
        </Line>
        <Line term="Voting closes">
          <Moment deadline={view.timetable.closes} reader={reader} />
        </Line>
        <Line term="Record date">
          <Moment deadline={view.timetable.record} reader={reader} />
        </Line>
        {view.timetable.affirmBy !== null && (
          <Line term="Affirm until">
            <Moment deadline={view.timetable.affirmBy} reader={reader} />
          </Line>
        )}
        <Line term="Open for">{span(millisOf(view.timetable.closes.at) - millisOf(view.timetable.opens.at))}</Line>
        {view.contests.map((contest, place) => (
          <Line key={place} term={view.contests.length === 1 ? 'Contest' : `Contest ${place + 1}`}>
            <ContestWords contest={contest} roll={view.roll.size} />
          </Line>
        ))}
        <Line term="Roll">{rollWords(view)}</Line>
        <Line term="Quorum">{quorumWords(view)}</Line>
        <Line term="Keys">{keyWords(view)}</Line>
      </dl>
    </section>
  );
}

function Line({ term, children }: { readonly term: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd class="says">{children}</dd>
    </div>
  );
}

function Moment({ deadline, reader }: { readonly deadline: Deadline; readonly reader: string }) {
  const [, ...others] = deadlineWords(deadline, reader);
  return (
    <>
      {longMoment(deadline.at, deadline.zone)}
      {others.length > 0 && <span class="soft"> · {others.join(' · ')}</span>}
    </>
  );
}

function ContestWords({ contest, roll }: { readonly contest: Contest; readonly roll: number }) {
  const none = noneWords(contest, roll);
  return (
    <div class="stack-s">
      <p class="strong">{contest.title}</p>
      <p>
        {answersWords(contest)} {methodOf(contest).instruction(rulesOf(contest))}
      </p>
      {none !== undefined && <p>{none}</p>}
      {contest.kind === 'options' ? (
        <OptionList contest={contest} />
      ) : (
        <details>
          <summary class="small">The names, as voters read them</summary>
          <ol class="numbered below">
            {contest.candidates.map(({ name, affiliation }, place) => (
              <li key={place}>
                {name}
                {affiliation !== '' && <span class="soft">, {affiliation}</span>}
              </li>
            ))}
          </ol>
        </details>
      )}
    </div>
  );
}

/** On the ballot it stands from the freeze on; before, the read-back says that it will. */
export function noneWords(contest: Contest, roll: number): string | undefined {
  const none = methodOf(contest).defaultAnswer;
  if (none === undefined) return undefined;
  if (roll === 0) return `${none} stands last on the ballot.`;
  const needed = Number(fewestBallots(debianRules(contest.candidates.length, roll)));
  return `${none} stands last on the ballot; whatever fewer than ${counted(needed, 'ballot')} put before it is dropped.`;
}

function OptionList({ contest }: { readonly contest: Contest }) {
  return (
    <ol class="numbered">
      {contest.candidates.map(({ id, name, majority }) => (
        <li key={id}>
          <span dir="auto">{name}</span>
          {majority !== null && <span class="hint">{optionMajorityWords(majority)}</span>}
        </li>
      ))}
    </ol>
  );
}

function rollWords({ roll }: OfficeView['view']): string {
  const may = `${counted(roll.size, 'person', 'people')} may vote.`;
  const { length } = roll.amendments;
  return length === 0 ? may : `${may} ${counted(length, 'amendment')} since the freeze.`;
}

export function quorumWords({ quorum, turnout }: OfficeView['view']): string {
  if (quorum === null || turnout.needed === null) return 'None.';
  const needed = `at least ${countWords(turnout.needed)} of ${countWords(turnout.roll)} must vote`;
  return `${fractionWords(quorum)} of the roll: ${needed}. With fewer, the election is void.`;
}

const fractions: Readonly<Record<string, string>> = {
  '1/10': 'One tenth',
  '1/5': 'One fifth',
  '1/4': 'One quarter',
  '1/3': 'One third',
  '1/2': 'Half',
  '2/3': 'Two thirds',
  '1/1': 'All',
};

export function fractionWords({ numerator, denominator }: { numerator: number; denominator: number }): string {
  return fractions[`${numerator}/${denominator}`] ?? `${numerator}/${denominator}`;
}

export function keyWords({ keyHolder, trustees, threshold }: OfficeView['view']): string {
  if (keyHolder === 'server')
    return 'The server holds the only key. Whoever runs it could open single ballots; voters are told so.';
  const names = trustees.map(({ name }) => name).join(', ');
  const needed = threshold === null ? 'all needed' : `${threshold} of them needed, with the server’s key,`;
  return `${counted(trustees.length, 'trustee')}, ${needed} to open the result: ${names}.`;
}
