import { useState } from 'preact/hooks';
import { inviteTrustees, type OfficeView } from '../../api/office.ts';
import { call } from '../call.ts';
import { Button } from '../parts/button.tsx';
import { Notice } from '../parts/boxes.tsx';
import { allWords, counted } from '../parts/counts.ts';
import { Heading } from '../parts/heading.tsx';
import { Table } from '../parts/lists.tsx';
import { Tag } from '../parts/marks.tsx';
import { FailedNotice, type Failed } from '../parts/refusals.tsx';
import { shortMoment } from '../parts/when.ts';
import type { ElectionFacts } from './election-pages.tsx';
import { Trail } from './frame.tsx';
import { pathOf } from './route.ts';

type Trustee = OfficeView['trustees'][number];

/** Who holds the keys, and who has come. */
export function TrusteesPage({ office, isOfficer, onAgain }: ElectionFacts) {
  const { view, trustees } = office;
  const isAfter = view.phase !== 'draft' && view.phase !== 'scheduled' && view.phase !== 'open';
  return (
    <>
      <Trail name={view.name} href={pathOf(view.id)} />
      <Heading title={`Trustees – ${view.name}`} step={pathOf(view.id, 'trustees')}>
        Trustees
      </Heading>
      {view.keyHolder === 'server' && (
        <Notice>
          <p>This election has no trustees: the server holds the only key, and every page says so.</p>
        </Notice>
      )}
      {trustees.length > 0 && (
        <>
          <p>
            {view.threshold === null
              ? `${allWords(trustees.length)} needed to open the result.`
              : `${view.threshold} of ${trustees.length} are needed to open the result, together with the server. They make their keys in three steps; we write to them at each.`}{' '}
            The keys are made in their own browsers and never come here.
          </p>
          <div class="card flush">
            <Table
              caption="Trustees"
              rows={trustees}
              keyOf={(_, place) => place}
              columns={[
                { title: 'Trustee', cell: ({ name }) => name },
                { title: 'Mail address', cell: ({ email }) => <span class="break">{email}</span> },
                {
                  title: 'Invited',
                  cell: (trustee) => <Invited trustee={trustee} />,
                },
                { title: 'Key', cell: (trustee) => <KeyTag trustee={trustee} /> },
                ...(view.mixing !== null
                  ? [
                      {
                        title: 'Ballots mixed',
                        cell: (trustee: Trustee) => (
                          <MixTag
                            trustee={trustee}
                            hasMixed={view.mixing?.by.includes(trustees.indexOf(trustee) + 1) === true}
                          />
                        ),
                      },
                    ]
                  : []),
                ...(isAfter && view.mixing === null
                  ? [{ title: 'Part of the result', cell: (trustee: Trustee) => <PartTag trustee={trustee} /> }]
                  : []),
              ]}
            />
          </div>
        </>
      )}
      {isOfficer && view.phase === 'draft' && (
        <Invite
          electionId={view.id}
          waiting={trustees.filter(({ hasKey }) => !hasKey)}
          missing="key"
          onDone={onAgain}
        />
      )}
      {isOfficer && view.phase === 'closed' && (
        <Invite
          electionId={view.id}
          waiting={trustees.filter(({ hasDecrypted, isToMix }) => (view.mixing === null ? !hasDecrypted : isToMix))}
          missing={view.mixing === null ? 'part' : 'mix'}
          onDone={onAgain}
        />
      )}
    </>
  );
}

/** When the newest mail went out, or why it could not. */
function Invited({ trustee: { invitedAt, mailError } }: { readonly trustee: Trustee }) {
  if (mailError !== null) {
    return (
      <>
        <Tag tone="stop">Mail not delivered</Tag> <span class="soft small break">{mailError}</span>
      </>
    );
  }
  return <>{invitedAt === null ? 'Not yet' : shortMoment(invitedAt)}</>;
}

function KeyTag({ trustee }: { readonly trustee: Trustee }) {
  const { stepsDone } = trustee;
  if (stepsDone !== null && stepsDone < 3)
    return <Tag tone="warn">{stepsDone === 0 ? 'Not begun' : `Step ${stepsDone} of 3 done`}</Tag>;
  return trustee.hasKey ? <Tag tone="yes">Made</Tag> : <Tag tone="warn">Not made yet</Tag>;
}

function PartTag({ trustee }: { readonly trustee: Trustee }) {
  return trustee.hasDecrypted ? <Tag tone="yes">Has come</Tag> : <Tag tone="warn">Not yet</Tag>;
}

function MixTag({ trustee, hasMixed }: { readonly trustee: Trustee; readonly hasMixed: boolean }) {
  if (hasMixed) return <Tag tone="yes">Has mixed</Tag>;
  return trustee.isToMix ? <Tag tone="warn">Asked</Tag> : <Tag>Waits</Tag>;
}

const missingWords = {
  key: { without: 'without a key', gave: 'given a key' },
  part: { without: 'without a part', gave: 'given a part' },
  mix: { without: 'whose turn it is', gave: 'mixed the ballots' },
};

function Invite({
  electionId,
  waiting,
  missing,
  onDone,
}: {
  readonly electionId: string;
  readonly waiting: readonly Trustee[];
  /** What they have not given yet. */
  readonly missing: keyof typeof missingWords;
  readonly onDone: () => void;
}) {
  const [asked, setAsked] = useState<'no' | 'sending' | { readonly invited: number } | { readonly failed: Failed }>(
    'no',
  );
  const isAgain = waiting.some(({ invitedAt }) => invitedAt !== null);
  const invite = async () => {
    setAsked('sending');
    const answer = await call(inviteTrustees, { path: { electionId } });
    setAsked(answer.ok ? { invited: answer.reply.invited } : { failed: answer });
    onDone();
  };
  if (waiting.length === 0) return null;
  return (
    <>
      <p class="buttons">
        <Button
          kind={isAgain ? 'plain' : 'filled'}
          onPress={() => void invite()}
          busy={asked === 'sending' && 'Inviting…'}
        >
          {`${isAgain ? 'Invite again' : 'Invite'}: ${counted(waiting.length, 'trustee')} ${missingWords[missing].without}`}
        </Button>
      </p>
      {isAgain && <p class="soft small">Each gets a new personal link; the earlier ones stop working.</p>}
      <div role="status">
        {typeof asked === 'object' && 'invited' in asked && (
          <p>
            {counted(asked.invited, 'mail is', 'mails are')} on the way. This page shows who has{' '}
            {missingWords[missing].gave}.
          </p>
        )}
      </div>
      {typeof asked === 'object' && 'failed' in asked && <FailedNotice failed={asked.failed} />}
    </>
  );
}
