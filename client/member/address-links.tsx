import { useState } from 'preact/hooks';
import { confirmAddress, undoAddressChange } from '../../api/me.ts';
import { call } from '../call.ts';
import { Button } from '../parts/button.tsx';
import { Notice } from '../parts/boxes.tsx';
import { Heading } from '../parts/heading.tsx';
import { failedWords } from '../parts/refusals.tsx';
import { longMoment } from '../parts/when.ts';
import { MemberFrame } from './frame.tsx';

interface Facts {
  readonly organisation: string;
  readonly token: string;
}

/** The new address says that it is right. Nobody is signed in by it. */
export function ConfirmAddressPage(facts: Facts) {
  return (
    <LinkPage
      {...facts}
      title="Is this your new address?"
      lead="Press the button, and mail goes to this address from now on. You are signed out everywhere, and sign in with the new address."
      button="Use this address"
      act={async (token) => {
        const answer = await call(confirmAddress, { body: { token } });
        if (!answer.ok) return { problem: failedWords(answer) };
        const { state, election, closes } = answer.reply;
        if (state === 'done')
          return {
            title: 'Your address is changed',
            lead: 'We told the old address too. From there the change can be undone for 72 hours.',
          };
        const until = closes === null ? 'the close' : longMoment(closes.at, closes.zone);
        return {
          title: 'Your address changes after the vote',
          lead: `You can vote in ${election ?? 'an election'} now, with the ballot that went to your old address. So that nobody can take that away, the new address is used from the close on: ${until}.`,
        };
      }}
    />
  );
}

/** The old address takes the change back. */
export function UndoAddressPage(facts: Facts) {
  return (
    <LinkPage
      {...facts}
      title="Undo the change of your address?"
      lead="Press the button, and mail comes to this address again. Everybody who is signed in as you is signed out."
      button="Undo the change"
      act={async (token) => {
        const answer = await call(undoAddressChange, { body: { token } });
        if (!answer.ok) return { problem: failedWords(answer) };
        return {
          title: 'The change is undone',
          lead: 'Mail comes to this address again. If you did not ask for the change, tell the office.',
        };
      }}
    />
  );
}

type Outcome = { readonly title: string; readonly lead: string } | { readonly problem: string };

function LinkPage({
  organisation,
  token,
  title,
  lead,
  button,
  act,
}: Facts & {
  readonly title: string;
  readonly lead: string;
  readonly button: string;
  readonly act: (token: string) => Promise<Outcome>;
}) {
  const [outcome, setOutcome] = useState<Outcome | undefined>(
    token === '' ? { problem: 'The link is not whole. Open it again from the mail.' } : undefined,
  );
  const [isBusy, setBusy] = useState(false);
  const press = async () => {
    setBusy(true);
    setOutcome(await act(token));
    setBusy(false);
  };
  if (outcome !== undefined && 'title' in outcome) {
    return (
      <MemberFrame organisation={organisation}>
        <Heading title={outcome.title} step="done">
          {outcome.title}
        </Heading>
        <p class="lead">{outcome.lead}</p>
        <p>
          <a class="stands-alone" href="/sign-in">
            Sign in
          </a>
        </p>
      </MemberFrame>
    );
  }
  return (
    <MemberFrame organisation={organisation}>
      <Heading title={title} step="ask" problem={outcome !== undefined}>
        {title}
      </Heading>
      <p class="lead">{lead}</p>
      <p class="soft">Nothing has happened yet.</p>
      {outcome !== undefined && (
        <Notice tone="warn" live>
          <p>{outcome.problem}</p>
        </Notice>
      )}
      {token !== '' && (
        <p class="buttons">
          <Button onPress={() => void press()} busy={isBusy && 'Working…'}>
            {button}
          </Button>
        </p>
      )}
    </MemberFrame>
  );
}
