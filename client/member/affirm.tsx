import { useState } from 'preact/hooks';
import { affirmByLink, type Affirmed } from '../../api/me.ts';
import { call } from '../call.ts';
import { Button } from '../parts/button.tsx';
import { Notice } from '../parts/boxes.tsx';
import { Heading } from '../parts/heading.tsx';
import { failedWords } from '../parts/refusals.tsx';
import { longMoment, shortDay } from '../parts/when.ts';
import { MemberFrame } from './frame.tsx';

/** The page of a mailed link that can do one thing: say that one intends to vote. Opening it does nothing. */
export function AffirmPage({ organisation, token }: { readonly organisation: string; readonly token: string }) {
  const [affirmed, setAffirmed] = useState<Affirmed>();
  const [problem, setProblem] = useState<string | undefined>(
    token === '' ? 'The link is not whole. Open it again from the mail.' : undefined,
  );
  const [isBusy, setBusy] = useState(false);
  const press = async () => {
    setBusy(true);
    setProblem(undefined);
    const answer = await call(affirmByLink, { body: { token } });
    setBusy(false);
    if (answer.ok) setAffirmed(answer.reply);
    else setProblem(failedWords(answer));
  };
  return (
    <MemberFrame organisation={organisation}>
      {affirmed === undefined ? (
        <>
          <Heading title="Do you intend to vote?" step="ask" problem={problem !== undefined}>
            Do you intend to vote this year?
          </Heading>
          <p class="lead">
            The bylaws ask this once a year. Press the button, and your ballot comes by mail when voting opens.
          </p>
          <p class="soft">It is not a vote, and commits you to nothing. Nothing has happened yet.</p>
          {problem !== undefined && (
            <Notice tone="warn" live>
              <p>{problem}</p>
            </Notice>
          )}
          {token !== '' && (
            <p class="buttons">
              <Button onPress={() => void press()} busy={isBusy && 'Saving…'}>
                I intend to vote
              </Button>
            </p>
          )}
        </>
      ) : (
        <Done affirmed={affirmed} />
      )}
    </MemberFrame>
  );
}

function Done({ affirmed }: { readonly affirmed: Affirmed }) {
  const { title, lead } = affirmedWords(affirmed);
  return (
    <>
      <Heading title={title} step="done">
        {title}
      </Heading>
      <p class="lead">{lead}</p>
      <p>
        <a class="stands-alone" href="/me">
          See whether I will be able to vote
        </a>
      </p>
    </>
  );
}

export function affirmedWords({ outcome, year, at }: Affirmed): { readonly title: string; readonly lead: string } {
  switch (outcome) {
    case 'done':
      return {
        title: 'Thank you',
        lead: `You said that you intend to vote in ${year}. You are done and may close this page.`,
      };
    case 'already':
      return {
        title: 'You have said so already',
        lead: `You said ${at === null ? '' : `on ${shortDay(at)} `}that you intend to vote in ${year}. There is nothing more to do.`,
      };
    case 'not-needed':
      return {
        title: 'It is not needed',
        lead: `You are not asked for it in ${year}: you voted last time, or your membership does not need it.`,
      };
    case 'too-late':
      return {
        title: 'It is too late for this vote',
        lead: `It was asked for until ${at === null ? 'an earlier day' : longMoment(at)}. Nothing was changed. Write to the office if that is wrong.`,
      };
  }
}
