import { personalLinkLetter } from '../../emails/registrar.ts';
import type { RegistrarView } from '../../api/registrar.ts';
import { Card, Notice } from '../parts/boxes.tsx';
import { Button, TextButton } from '../parts/button.tsx';
import { counted } from '../parts/counts.ts';
import { DeadlineLine, useReader } from '../parts/deadline.tsx';
import { TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Mark } from '../parts/marks.tsx';
import type { ListDoubt } from '../../protocol/registrar.ts';
import { BusyBar, FileCard, Problem } from './file.tsx';
import type { Facts, Hands } from './hands.ts';
import { stepOf, type Checking } from './state.ts';

/** The list is published: check that it is exactly this file's, send the links, and let the secrets go. */
export function SendPage(facts: Facts) {
  const { state, view, hands } = facts;
  const { opened, checking, problem, fault, hasTable } = state;
  const reader = useReader(view.closes.at);
  const isReady = opened !== undefined && checking.at === 'passed';
  return (
    <>
      <p class="soft">{view.name} · registrar</p>
      <Heading
        title={`Send the links – ${view.election}`}
        step={stepOf(state)}
        problem={problem !== undefined || fault !== undefined || checking.at === 'doubted'}
      >
        Send the personal links
      </Heading>
      <p class="lead">
        The office has opened {view.election}. First this page checks that the published list is exactly yours; then you
        send each voter their link.
      </p>
      <div>
        <DeadlineLine label="Voting opens" deadline={view.opens} reader={reader} />
        <DeadlineLine label="Voting closes" deadline={view.closes} reader={reader} />
      </div>
      <FileCard state={state} hands={hands} title="1. Your file" label="Choose the file that you saved" />
      {opened !== undefined && <CheckCard checking={checking} hands={hands} title="2. The published list" />}
      {opened !== undefined && opened.voters === 0 && (
        <Notice tone="warn" live>
          <p>This file holds the spare links alone. To send links, open the first file.</p>
        </Notice>
      )}
      {isReady && opened.voters > 0 && <TableCard {...facts} voters={opened.voters} />}
      {isReady && hasTable && <AfterCard {...facts} />}
      {!(isReady && hasTable) && <Problem words={problem} />}
    </>
  );
}

export function CheckCard({
  checking,
  hands,
  title,
}: {
  readonly checking: Checking;
  readonly hands: Hands;
  readonly title: string;
}) {
  return (
    <Card title={title}>
      {(checking.at === 'not-started' || checking.at === 'checking') && (
        <p role="status">Getting the public record and checking it…</p>
      )}
      {checking.at === 'passed' && (
        <p class="with-mark" role="status">
          <Mark tone="yes" />{' '}
          <span>The published list is exactly yours, for exactly the roll that you were given.</span>
        </p>
      )}
      {checking.at === 'doubted' && (
        <Notice tone="stop" title="Do not send the links" live>
          <p>{doubtWords(checking.doubt)}</p>
          <p>Tell the office, an auditor and the trustees.</p>
        </Notice>
      )}
      {checking.at === 'no-record' && (
        <Notice tone="warn" live>
          <p>The record did not arrive.</p>
        </Notice>
      )}
      {(checking.at === 'doubted' || checking.at === 'no-record') && (
        <p>
          <TextButton onPress={hands.check}>Check once more</TextButton>
        </p>
      )}
    </Card>
  );
}

function doubtWords(doubt: ListDoubt): string {
  switch (doubt.why) {
    case 'check-failed':
      return `This does not hold: ${doubt.claim} (${doubt.at})`;
    case 'other-election':
      return 'What arrived is the record of another election.';
    case 'list-differs':
      return 'The published list of credentials is not the one that you gave.';
    case 'roll-differs':
      return 'The published roll is not the one that you were given: other people, or other addresses.';
  }
}

function TableCard({ state, view, hands, voters }: Facts & { readonly voters: number }) {
  const { subject, text } = templateOf(view);
  return (
    <Card title="3. Send the links">
      <p>
        Save the table and merge it with your mail program: a mail to each of {counted(voters, 'voter')}, from{' '}
        <span class="break">{view.email}</span>. Or let a terminal send them, a few at a time, from your account:{' '}
        <span class="mono break">npm run registrar -- send FILE</span>
      </p>
      <p class="buttons">
        <Button kind={state.hasTable ? 'plain' : 'filled'} onPress={hands.saveTable}>
          Save the table
        </Button>
      </p>
      <details>
        <summary>A text for the mail</summary>
        <div class="below stack-s">
          <p>
            <span class="strong">Subject:</span> {subject}
          </p>
          <p class="letter small">{text}</p>
          <p class="soft small">{'{{Name}} and {{Link}} are columns of the table.'}</p>
        </div>
      </details>
    </Card>
  );
}

/** The same letter that the terminal sends, with the columns of the table in place of a voter's. */
function templateOf(view: RegistrarView) {
  const { organisation, election, help, opens, closes, name } = view;
  const facts = { organisation, election, help, opens, closes, registrar: name };
  return personalLinkLetter({ ...facts, name: '{{Name}}', link: '{{Link}}' });
}

function AfterCard({ state, hands }: Facts) {
  const { busy, spares, hasSpares, undelivered, problem } = state;
  return (
    <Card title="4. When all are sent">
      <p>
        Save a second, small file with the spare links alone, under the same passphrase. It is for links that get lost,
        until voting closes. Then say that you are done, and delete the first file, the table and the sent mails.
      </p>
      {spares !== undefined && (
        <p class="buttons">
          <Button kind={hasSpares ? 'plain' : 'filled'} onPress={hands.saveSpares}>
            Save the spare links
          </Button>
        </p>
      )}
      {busy?.with === 'sealing' && <p role="status">Sealing the small file…</p>}
      <BusyBar busy={busy} only="sealing" label="Sealing the file" />
      {hasSpares && (
        <>
          <TextField
            id="undelivered"
            label="Addresses to which no mail could be sent"
            hint="One a line; may stay empty. The office looks for better ones."
            value={undelivered}
            onValue={(value) => hands.say({ type: 'typed', field: 'undelivered', value })}
            rows={3}
          />
          <Problem words={problem} />
          <p class="buttons">
            <Button onPress={hands.report} busy={busy?.with === 'reporting' && 'Saying so…'}>
              All links are sent
            </Button>
          </p>
        </>
      )}
    </Card>
  );
}
