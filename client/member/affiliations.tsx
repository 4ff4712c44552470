import { useState } from 'preact/hooks';
import {
  discloseAffiliation,
  endMyAffiliation,
  readMyAffiliations,
  type Affiliation,
  type AffiliationKind,
} from '../../api/bodies.ts';
import { call } from '../call.ts';
import { affiliationKinds, kindWords } from '../parts/affiliation-kinds.ts';
import { Card, ErrorSummary, Notice, type PlacedProblem } from '../parts/boxes.tsx';
import { Button, TextButton } from '../parts/button.tsx';
import { Field, SelectField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice, failedWords, placedProblems, problemAt } from '../parts/refusals.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { MemberFrame } from './frame.tsx';

interface Known {
  readonly affiliations: Affiliation[];
}

/** `/my-affiliations`: employers and other interests, disclosed by whoever has them. */
export function AffiliationsPage({ organisation }: { readonly organisation: string }) {
  const { reply, failed, again, put } = useReading(readMyAffiliations, {});
  return (
    <MemberFrame organisation={organisation} here="/my-affiliations">
      <Heading title="My affiliations" step="affiliations">
        My affiliations
      </Heading>
      <p class="lead">
        Whoever stands for a board, or sits on one, says for whom they work and what they own. The rules may limit how
        many seats people of one organisation hold.
      </p>
      {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {reply === undefined && failed === undefined && <Waiting words="Reading what you disclosed." />}
      {reply !== undefined && <Held known={reply} onChanged={put} />}
      {reply !== undefined && <DiscloseForm onChanged={put} />}
      <p class="soft small">The office can read this. It is kept with its dates until you ask to be erased.</p>
    </MemberFrame>
  );
}

function Held({ known, onChanged }: { readonly known: Known; readonly onChanged: (known: Known) => void }) {
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const end = async (affiliationId: string) => {
    const answer = await call(endMyAffiliation, { path: { affiliationId } });
    setProblem(answer.ok ? undefined : failedWords(answer));
    if (answer.ok) onChanged(answer.reply);
  };
  return (
    <Card title="What you disclosed" flush>
      {known.affiliations.length === 0 && <p class="pad">Nothing yet.</p>}
      {known.affiliations.length > 0 && (
        <ul class="plain-list">
          {known.affiliations.map(({ id, organisation, kind }) => (
            <li key={id}>
              <div>
                <h3>{organisation}</h3>
                <p class="small soft">{kindWords(kind)}</p>
              </div>
              <TextButton about={`${organisation}, ${kindWords(kind)}`} onPress={() => void end(id)}>
                This is over
              </TextButton>
            </li>
          ))}
        </ul>
      )}
      {problem !== undefined && (
        <Notice tone="warn" live>
          <p>{problem}</p>
        </Notice>
      )}
    </Card>
  );
}

function DiscloseForm({ onChanged }: { readonly onChanged: (known: Known) => void }) {
  const [organisation, setOrganisation] = useState('');
  const [kind, setKind] = useState<AffiliationKind>('employee');
  const [problems, setProblems] = useState<readonly PlacedProblem[]>([]);
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    const answer = await call(discloseAffiliation, { body: { organisation, kind } });
    setBusy(false);
    setProblems(answer.ok ? [] : placedProblems(answer, () => 'Organisation'));
    if (!answer.ok) return;
    setOrganisation('');
    onChanged(answer.reply);
  };
  const press = (event: Event) => {
    event.preventDefault();
    void save();
  };
  return (
    <form class="card stack" onSubmit={press} noValidate>
      <h2>Disclose another</h2>
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      <Field
        id="organisation"
        label="Organisation"
        hint="Its full name"
        problem={problemAt(problems, 'organisation')}
        value={organisation}
        onValue={setOrganisation}
        autocomplete="organization"
      />
      <SelectField
        id="kind"
        label="What you are to it"
        value={kind}
        onValue={(value) => setKind(value as AffiliationKind)}
        options={affiliationKinds}
      />
      <p class="buttons">
        <Button type="submit" busy={isBusy && 'Saving…'}>
          Disclose it
        </Button>
      </p>
    </form>
  );
}
