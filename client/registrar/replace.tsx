import type { LostReason } from '../../api/registrar.ts';
import { personalLinkLetter } from '../../emails/registrar.ts';
import { Card, Notice } from '../parts/boxes.tsx';
import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { Mark } from '../parts/marks.tsx';
import { shortMoment } from '../parts/when.ts';
import { FileCard, Problem } from './file.tsx';
import type { Facts } from './hands.ts';
import { CheckCard } from './send.tsx';
import { stepOf } from './state.ts';

/** Voters whose link was lost: each gets a spare, which voids the old one. */
export function ReplacePage(facts: Facts) {
  const { state, view, hands } = facts;
  const { opened, busy, problem, fault } = state;
  return (
    <>
      <p class="soft">{view.name} · registrar</p>
      <Heading
        title={`Give another link – ${view.election}`}
        step={stepOf(state)}
        problem={problem !== undefined || fault !== undefined}
      >
        Give another link
      </Heading>
      <p class="lead">
        The office asks for another link for the voters below. From the moment when you give one, the old link is void;
        if it was used before, nothing changes.
      </p>
      <FileCard state={state} hands={hands} title="1. Your file with the spare links" label="Choose the file" />
      <Card title="2. Voters who need another link">
        <ul class="stack">
          {view.lost.map(({ id, name, email, reason, askedAt }) => (
            <li key={id} class="stack-s">
              <p>
                <span class="strong">{name}</span>, <span class="break">{email}</span>
                <br />
                <span class="soft small">
                  {reasonWords(reason)} Asked for on {shortMoment(askedAt)}.
                </span>
              </p>
              {opened !== undefined && (
                <p class="buttons">
                  <Button onPress={() => hands.replace(id)} busy={busy?.with === 'replacing' && 'Giving…'}>
                    {`Give ${name} another link`}
                  </Button>
                </p>
              )}
            </li>
          ))}
        </ul>
      </Card>
      <Problem words={problem} />
      <NewLinks {...facts} />
    </>
  );
}

function reasonWords(reason: LostReason): string {
  switch (reason) {
    case 'never-came':
      return 'The mail never came.';
    case 'lost':
      return 'The mail was lost.';
    case 'seen-by-others':
      return 'Somebody else may have seen the link.';
  }
}

/** The new links, each with a mail to write: they are on this page alone. */
function NewLinks({ state, view }: Facts) {
  if (state.links.length === 0) return null;
  const { organisation, election, help, opens, closes, name: registrar } = view;
  return (
    <Card title="Send the new links now">
      <p>They are on this page alone. Write the mail before you close it.</p>
      <ul class="stack">
        {state.links.map(({ name, email, link }) => {
          const facts = { organisation, election, help, opens, closes, registrar };
          const { subject, text } = personalLinkLetter({ ...facts, name, link });
          const mail = `mailto:${encodeURIComponent(email)}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text)}`;
          return (
            <li key={link} class="stack-s">
              <p>
                <span class="strong">{name}</span>, <span class="break">{email}</span>
              </p>
              <p class="mono small break new-link">{link}</p>
              <p>
                <a class="stands-alone" href={mail}>
                  Write the mail<span class="only-read"> to {name}</span>
                </a>
              </p>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

/** The links are sent. What is to be deleted, and what is kept until the close. */
export function DonePage(facts: Facts) {
  const { state, view, hands } = facts;
  const isOver = view.phase !== 'scheduled' && view.phase !== 'open';
  return (
    <>
      <Mark tone="yes" big />
      <Heading title={`Done – ${view.election}`} step={stepOf(state)} problem={state.fault !== undefined}>
        {isOver ? 'Voting is over' : 'The links are sent'}
      </Heading>
      <NewLinks {...facts} />
      {isOver ? (
        <p class="lead">No link works any more. Delete every file that you still have of this election.</p>
      ) : (
        <>
          <p class="lead">You are done, unless a link gets lost. Then we write to you.</p>
          <Notice tone="warn" title="Delete now">
            <p>
              The first file, the table for the mail program, and the sent mails with the links; empty the trash too.
              Whoever finds a link and can read that voter’s mail could vote for them. Keep the small file with the
              spare links.
            </p>
          </Notice>
        </>
      )}
      <details>
        <summary>Check the published list</summary>
        <div class="below stack-s">
          <FileCard state={state} hands={hands} title="Your file" label="Choose one of your files" />
          {state.opened !== undefined && (
            <CheckCard checking={state.checking} hands={hands} title="The published list" />
          )}
        </div>
      </details>
    </>
  );
}
