import { useState } from 'preact/hooks';
import type { OfficeView } from '../../api/office.ts';
import { inviteRegistrar, voidCredentials, type LostReason } from '../../api/registrar.ts';
import { call } from '../call.ts';
import { Card, Notice } from '../parts/boxes.tsx';
import { Button } from '../parts/button.tsx';
import { counted } from '../parts/counts.ts';
import { Heading } from '../parts/heading.tsx';
import { FactList, Table } from '../parts/lists.tsx';
import { Tag } from '../parts/marks.tsx';
import { FailedNotice, type Failed } from '../parts/refusals.tsx';
import { shortMoment } from '../parts/when.ts';
import type { ElectionFacts } from './election-pages.tsx';
import { Trail } from './frame.tsx';
import { pathOf } from './route.ts';

type Registrar = NonNullable<OfficeView['registrar']>;

/** Who makes the personal links, and how far that has come. */
export function RegistrarPage(facts: ElectionFacts) {
  const { view, registrar } = facts.office;
  return (
    <>
      <Trail name={view.name} href={pathOf(view.id)} />
      <Heading title={`Registrar – ${view.name}`} step={pathOf(view.id, 'registrar')}>
        Registrar
      </Heading>
      {registrar === null ? (
        <Notice>
          <p>In this election the server makes and sends the personal links.</p>
        </Notice>
      ) : (
        <Standing {...facts} registrar={registrar} />
      )}
    </>
  );
}

interface RegistrarFacts extends ElectionFacts {
  readonly registrar: Registrar;
}

function Standing({ registrar, ...facts }: RegistrarFacts) {
  const { view } = facts.office;
  const { name, email, invitedAt, mailError, spares, undelivered, replacements } = registrar;
  const isBeforeClose = ['draft', 'scheduled', 'open'].includes(view.phase);
  return (
    <>
      <p>
        {name} makes the personal links on a device of their own and sends them. The server knows none, and so can send
        none.
      </p>
      {mailError !== null && (
        <Notice tone="warn" title={`The mail to ${name} was not delivered`}>
          <p class="break">{mailError}</p>
        </Notice>
      )}
      <Card title={name} aside={email}>
        <FactList
          facts={[
            { term: 'Newest mail with a link', says: invitedAt === null ? 'Not yet' : shortMoment(invitedAt) },
            { term: 'Public list', says: listWords(registrar, view.phase === 'draft') },
            { term: 'Links sent to the voters', says: mailedWords(registrar) },
            { term: 'Spare links given', says: `${spares.given} of ${spares.published}` },
          ]}
        />
      </Card>
      {facts.isOfficer && isBeforeClose && <Acts {...facts} registrar={registrar} />}
      {undelivered.length > 0 && (
        <Card title="No link could be sent to">
          <p class="soft small">Look for a better address, and ask for another link on the page Roll.</p>
          <ul class="stack-s">
            {undelivered.map((one) => (
              <li key={one.id}>
                {one.name}, <span class="break">{one.email}</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {replacements.length > 0 && (
        <div class="card flush">
          <Table
            caption="Links that were asked for again"
            rows={replacements}
            keyOf={({ id }) => id}
            columns={[
              { title: 'Voter', cell: (one) => one.name },
              { title: 'Why', cell: (one) => reasonWords(one.reason) },
              { title: 'Asked', cell: ({ askedAt }) => shortMoment(askedAt) },
              {
                title: 'New link',
                cell: ({ givenAt }) =>
                  givenAt === null ? (
                    <Tag tone="warn">Not given yet</Tag>
                  ) : (
                    <>
                      <Tag tone="yes">Given</Tag> {shortMoment(givenAt)}
                    </>
                  ),
              },
            ]}
          />
        </div>
      )}
    </>
  );
}

function listWords({ givenAt, isForRoll }: Registrar, isDraft: boolean): string {
  if (givenAt === null) return 'Not given yet';
  if (isDraft && !isForRoll) return 'Given for another roll: the roll was amended since';
  return `Given on ${shortMoment(givenAt)}`;
}

function mailedWords({ mailedAt, undelivered }: Registrar): string {
  if (mailedAt === null) return 'Not yet';
  const missed = undelivered.length === 0 ? '' : `, but to ${counted(undelivered.length, 'voter')}`;
  return `Yes, on ${shortMoment(mailedAt)}${missed}`;
}

export function reasonWords(reason: LostReason): string {
  switch (reason) {
    case 'never-came':
      return 'The mail never came';
    case 'lost':
      return 'The mail was lost';
    case 'seen-by-others':
      return 'Somebody else may have seen the link';
  }
}

type Asked = 'no' | 'sending' | 'sent' | 'nothing-to-do' | { readonly failed: Failed };

/** Reminding, and before the opening: voiding the list. */
function Acts({ office, registrar, onAgain }: RegistrarFacts) {
  const [asked, setAsked] = useState<Asked>('no');
  const path = { electionId: office.view.id };
  const ask = async (endpoint: typeof inviteRegistrar | typeof voidCredentials) => {
    setAsked('sending');
    const answer = await call(endpoint, { path });
    if (!answer.ok) setAsked({ failed: answer });
    else setAsked(answer.reply.invited ? 'sent' : 'nothing-to-do');
    onAgain();
  };
  const isDraft = office.view.phase === 'draft';
  if (isDraft && office.view.roll.frozenAt === null)
    return <p class="soft">{registrar.name} is asked by mail as soon as the roll is frozen.</p>;
  return (
    <>
      <p class="buttons">
        <Button kind="plain" onPress={() => void ask(inviteRegistrar)} busy={asked === 'sending' && 'Sending…'}>
          {`Remind ${registrar.name}`}
        </Button>
        {isDraft && registrar.givenAt !== null && (
          <Button kind="stop" onPress={() => void ask(voidCredentials)} busy={asked === 'sending' && 'Sending…'}>
            Void the list and ask for a new one
          </Button>
        )}
      </p>
      <p class="soft small">The mail holds a new link to the registrar’s page; earlier ones stop working.</p>
      <div role="status">
        {asked === 'sent' && <p>The mail is on its way.</p>}
        {asked === 'nothing-to-do' && <p>No mail was sent: {registrar.name} has nothing to do now.</p>}
      </div>
      {typeof asked === 'object' && <FailedNotice failed={asked.failed} />}
    </>
  );
}
