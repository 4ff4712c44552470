import { Card, Notice } from '../parts/boxes.tsx';
import { Button, TextButton } from '../parts/button.tsx';
import { counted } from '../parts/counts.ts';
import { Field } from '../parts/field.tsx';
import { FileField } from '../parts/file-field.tsx';
import { Steps } from '../parts/frame.tsx';
import { Heading } from '../parts/heading.tsx';
import { BusyBar, faultWords, Problem } from './file.tsx';
import type { Facts } from './hands.ts';
import { stepOf } from './state.ts';

const steps = ['Make', 'Save', 'Open again'];

/** Make the links, keep the file, open it again as proof: only then does the public list go. */
export function MakePage(facts: Facts) {
  if (facts.state.made !== undefined) return <SavePage {...facts} />;
  return <StartPage {...facts} />;
}

function StartPage({ state, view, hands }: Facts) {
  const { passphrase, again, passphraseProblem, busy, problem } = state;
  const press = (event: Event) => {
    event.preventDefault();
    hands.make();
  };
  return (
    <>
      <Steps words={steps} current={0} />
      <p class="soft">{view.name} · registrar</p>
      <Heading
        title={`Make the personal links – ${view.election}`}
        step={stepOf(state)}
        problem={passphraseProblem !== undefined || problem !== undefined}
      >
        Make the personal links
      </Heading>
      <p class="lead">
        {counted(view.roll.size, 'voter')} of {view.election} each get a link that you make and the office never knows.
        It takes about five minutes, on a computer where you can keep a file.
      </p>
      <Notice>
        <p>
          Your computer makes the links. The office gets their public halves, which open nothing, and {view.spares}{' '}
          spare ones for links that get lost. You send the links later, from your own mail account.
        </p>
        <p>
          To do this without a page from this server, in a terminal:{' '}
          <span class="mono">npm run registrar -- make LINK</span>
        </p>
      </Notice>
      <form class="stack" onSubmit={press} noValidate>
        <Card title="A passphrase for your file">
          <Field
            id="passphrase"
            type="password"
            label="Passphrase"
            hint="At least 12 characters, such as four words. Without it nobody can open the file."
            problem={passphraseProblem}
            value={passphrase}
            onValue={(value) => hands.say({ type: 'typed', field: 'passphrase', value })}
            autocomplete="new-password"
          />
          <Field
            id="again"
            type="password"
            label="The same again"
            value={again}
            onValue={(value) => hands.say({ type: 'typed', field: 'again', value })}
            autocomplete="new-password"
          />
        </Card>
        <Problem words={problem} />
        <p class="buttons">
          <Button type="submit" busy={busy?.with === 'making' && 'Making the links…'}>
            Make the links
          </Button>
        </p>
        <BusyBar busy={busy} only="making" label="Making the links" />
      </form>
    </>
  );
}

function SavePage({ state, view, hands }: Facts) {
  const { isSaved, isProved, fault, problem, busy } = state;
  return (
    <>
      <Steps words={steps} current={isSaved ? 2 : 1} />
      <Heading
        title={`Save your file – ${view.election}`}
        step={stepOf(state)}
        problem={fault !== undefined || problem !== undefined}
      >
        {isSaved ? 'Open the file again' : 'Save your file'}
      </Heading>
      {!isSaved && (
        <>
          <p class="lead">The links are made. So far they are on this page alone, and nothing was sent.</p>
          <p class="buttons">
            <Button onPress={hands.saveFile}>Save my file</Button>
          </p>
        </>
      )}
      {isSaved && (
        <>
          <p class="lead">Now choose the file that you just saved. So you know that it is there and whole.</p>
          {!isProved && (
            <Card>
              <FileField
                id="links-file"
                label="Your file"
                hint="It is read on this device and goes nowhere."
                problem={faultWords(fault)}
                accept=".json,application/json"
                onFile={hands.proveFile}
              />
            </Card>
          )}
          {isProved && (
            <Notice title="The file is whole" live>
              <p>
                Now we give the office the public list. The links stay in your file. Afterwards the list cannot be
                exchanged.
              </p>
            </Notice>
          )}
          <Problem words={problem} />
          {isProved && (
            <p class="buttons">
              <Button onPress={hands.give} busy={busy?.with === 'giving' && 'Giving the list…'}>
                Give the public list
              </Button>
            </p>
          )}
          {!isProved && (
            <p>
              <TextButton onPress={hands.saveFile}>Save the file once more</TextButton>
            </p>
          )}
        </>
      )}
    </>
  );
}
