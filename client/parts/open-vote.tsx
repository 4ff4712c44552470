import type { Mark, OpenVoteLine, OpenVoteView, Visibility } from '../../api/open-votes.ts';
import { Card, Notice } from './boxes.tsx';
import { DeadlineLine, useReader } from './deadline.tsx';
import { Figures, Table } from './lists.tsx';
import type { Tone } from './marks.tsx';
import { Prose } from './prose.tsx';
import { longMoment, shortDay, shortMoment } from './when.ts';

/** The open vote of a body, as its members, the office and everybody else see it. */

export const markWords: Readonly<Record<Mark, string>> = {
  aye: 'Aye',
  nay: 'Nay',
  abstain: 'Abstain',
  recused: 'Recused',
  absent: 'Absent',
};

export const visibilityWords: Readonly<Record<Visibility, string>> = {
  public: 'Everybody can see this vote.',
  'until-decided': 'The body and the office see this vote. When it is decided, everybody can.',
  'unless-adopted':
    'The body and the office see this vote. If it is adopted, everybody can. If not, it stays unpublished, and so do the names in it.',
};

type Standing = Pick<OpenVoteView, 'phase'> & { readonly adopted: boolean | null };

export function standingTag({ phase, adopted }: Standing): { readonly tone: Tone; readonly words: string } {
  switch (phase) {
    case 'draft':
      return { tone: 'plain', words: 'Draft' };
    case 'scheduled':
      return { tone: 'plain', words: 'Not voted on yet' };
    case 'open':
      return { tone: 'open', words: 'Open' };
    case 'decided':
      return adopted === true ? { tone: 'yes', words: 'Adopted' } : { tone: 'stop', words: 'Not adopted' };
  }
}

/** `Open until Mon 10 May, 14:00 in Berlin`, `In the meeting of Wed 12 May 2027`, or the outcome. */
export function lineWords({ phase, manner, words }: OpenVoteLine): string {
  if (words !== null) return words;
  if (manner.kind === 'meeting') return meetingWords(manner.on);
  const { opens, closes } = manner;
  return phase === 'open'
    ? `Open until ${shortMoment(closes.at, closes.zone)}`
    : `Opens ${shortMoment(opens.at, opens.zone)}`;
}

function meetingWords(on: string): string {
  return `In the meeting of ${shortDay(`${on}T12:00:00Z`)}`;
}

/** Everything about it below its heading. */
export function OpenVoteFacts({ view }: { readonly view: OpenVoteView }) {
  return (
    <>
      <Outcome view={view} />
      <Resolution view={view} />
      {view.count !== null && <RollCallTable view={view} />}
      <Card title="What it is held to">
        <ul class="links">
          {view.rule.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
        <p class="soft small">{visibilityWords[view.visibility]}</p>
      </Card>
      {view.minutes !== null && <Minutes minutes={view.minutes} />}
      {view.signed !== null && view.count !== null && <HowToCheck view={view} signed={view.signed} />}
    </>
  );
}

function Outcome({ view }: { readonly view: OpenVoteView }) {
  const { phase, count, manner } = view;
  const reader = useReader(view.now);
  return (
    <>
      {phase === 'decided' && count !== null && <p class="lead">{count.words}</p>}
      {manner.kind === 'meeting' && <p>{meetingWords(manner.on)}.</p>}
      {manner.kind === 'without' && phase !== 'decided' && phase !== 'open' && (
        <DeadlineLine label="Opens" deadline={manner.opens} reader={reader} />
      )}
      {manner.kind === 'without' && (
        <DeadlineLine label={phase === 'decided' ? 'Closed' : 'Closes'} deadline={manner.closes} reader={reader} />
      )}
      {phase === 'open' && count?.isSettled === true && (
        <Notice live title={count.adopted ? 'There are enough ayes' : 'It cannot be adopted any more'}>
          <p>
            Whatever those say who have not voted yet, it {count.adopted ? 'is adopted' : 'is not adopted'} at the
            close, unless somebody changes their own mark.
          </p>
        </Notice>
      )}
    </>
  );
}

function Resolution({ view }: { readonly view: OpenVoteView }) {
  return (
    <Card title="The text">
      <Prose html={view.textHtml} />
      {view.difference !== null && (
        <>
          <h3>What changes</h3>
          <p class="letter">
            {view.difference.map(({ kind, text }, place) => {
              if (kind === 'added') return <ins key={place}>{text}</ins>;
              return kind === 'removed' ? <del key={place}>{text}</del> : text;
            })}
          </p>
        </>
      )}
      <p class="soft small">
        Moved by {view.mover}, seconded by {view.seconder}.
      </p>
    </Card>
  );
}

type Member = OpenVoteView['members'][number];

function RollCallTable({ view }: { readonly view: OpenVoteView }) {
  const { count, phase, members } = view;
  if (count === null) return null;
  const missing = members.filter(({ mark }) => mark === null).length;
  return (
    <>
      <Figures
        figures={[
          { term: 'Aye', value: String(count.aye), of: `${count.needed} needed` },
          { term: 'Nay', value: String(count.nay) },
          { term: 'Abstain', value: String(count.abstain) },
          {
            term: 'Take part',
            value: String(count.quorum.present),
            of: `${count.quorum.needed} needed`,
            more: phase === 'open' ? `${missing} not voted yet` : `${count.absent} absent, ${count.recused} recused`,
          },
        ]}
      />
      <Card title="The roll call" flush>
        <Table
          caption="Who said what"
          rows={members}
          keyOf={({ personId }) => personId}
          columns={[
            { title: 'Member', cell: ({ name }) => name },
            { title: 'Mark', cell: ({ mark }) => lastMark(mark, phase) },
            { title: 'When, and what before', cell: (member) => <History member={member} />, wide: true },
          ]}
        />
      </Card>
    </>
  );
}

function lastMark(mark: Mark | null, phase: OpenVoteView['phase']): string {
  if (mark !== null) return markWords[mark];
  return phase === 'open' ? 'Not voted yet' : 'Absent: said nothing';
}

/** The newest mark first; whatever the member says about it stands below. */
function History({ member }: { readonly member: Member }) {
  if (member.history.length === 0) return <>–</>;
  return (
    <span class="small">
      {member.history.toReversed().map(({ mark, at, recordedBy }, place) => (
        <span key={place}>
          {place > 0 && <> · before: {markWords[mark]}, </>}
          {shortMoment(at)}
          {recordedBy !== null && <>, recorded by {recordedBy}</>}
        </span>
      ))}
      {member.objections.map(({ note, at }) => (
        <span key={at}>
          <br />
          {member.name} objects, {shortMoment(at)}: {note}
        </span>
      ))}
    </span>
  );
}

function Minutes({ minutes }: { readonly minutes: NonNullable<OpenVoteView['minutes']> }) {
  return (
    <Card title="For the minutes">
      <pre class="code letter" tabIndex={0} aria-label="For the minutes, plain">
        {minutes.plain}
      </pre>
      <details>
        <summary>As Markdown</summary>
        <pre class="code letter" tabIndex={0} aria-label="For the minutes, as Markdown">
          {minutes.markdown}
        </pre>
      </details>
    </Card>
  );
}

function HowToCheck({
  view,
  signed,
}: {
  readonly view: OpenVoteView;
  readonly signed: NonNullable<OpenVoteView['signed']>;
}) {
  return (
    <details class="card">
      <summary>How to check the marks</summary>
      <div class="stack-s">
        <p>
          Each mark is signed when it is made: a JWS (RFC 7515, ES256) of the vote, the fingerprint of its text, the
          member, the mark and the time. The public keys are at{' '}
          <a href="/.well-known/jwks.json">/.well-known/jwks.json</a>. Any program for JWS can check one with the key of
          the same <i>kid</i>. A mark that was changed afterwards does not pass.
        </p>
        <p>The text that was signed. The SHA-256 of its UTF-8 is the fingerprint.</p>
        <pre class="code letter" tabIndex={0} aria-label="The text that was signed">
          {signed.text}
        </pre>
        <p class="mono small break">{signed.hash}</p>
        <ul class="links">
          {view.members.flatMap(({ personId, name, history }) =>
            history.map(({ mark, at, signature }) => (
              <li key={signature}>
                {name}, {markWords[mark]}, {longMoment(at)}; as member {personId}
                <br />
                <span class="mono tiny break">{signature}</span>
              </li>
            )),
          )}
        </ul>
      </div>
    </details>
  );
}
