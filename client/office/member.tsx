import { readMember, type MemberView } from '../../api/members.ts';
import { Card, Notice, RuleList } from '../parts/boxes.tsx';
import { Heading } from '../parts/heading.tsx';
import { FactList } from '../parts/lists.tsx';
import { Tag } from '../parts/marks.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice } from '../parts/refusals.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { shortDay } from '../parts/when.ts';
import { Trail, type Me } from './frame.tsx';
import { may } from './may.ts';
import { MemberActs } from './member-acts.tsx';
import { MemberMerges } from './member-merges.tsx';
import { memberPath, membersPath } from './route.ts';
import { Standings } from './standing-words.tsx';
import { Timeline } from './timeline.tsx';

/** One person: how they stand, whether they may vote and why, everything that happened, and what staff may record. */
export function MemberPage({ personId, me }: { readonly personId: string; readonly me: Me }) {
  const { reply, failed, again, put } = useReading(readMember, { path: { personId } });
  const name = reply === undefined ? 'A member' : nameOf(reply);
  return (
    <>
      <Trail name="Members" href={membersPath}>
        {reply === undefined ? undefined : <>Number {reply.number}</>}
      </Trail>
      <Heading title={`${name} – office`} step={memberPath(personId)}>
        {name}
      </Heading>
      {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {reply === undefined && failed === undefined && <Waiting words="Looking up this person." />}
      {reply !== undefined && <Person member={reply} me={me} onMember={put} />}
    </>
  );
}

function nameOf({ name, life }: MemberView): string {
  if (name !== '') return name;
  return life === 'erased' ? 'Erased' : 'Without a name';
}

function Person({
  member,
  me,
  onMember,
}: {
  readonly member: MemberView;
  readonly me: Me;
  readonly onMember: (member: MemberView) => void;
}) {
  return (
    <>
      <Aside member={member} />
      <div class="cols">
        <div class="stack">
          <Details member={member} />
          <Vote member={member} />
        </div>
        {may(me, 'edit-members') && member.mergedInto === null && member.life !== 'erased' && (
          <MemberActs member={member} onMember={onMember} />
        )}
      </div>
      {member.merges.length > 0 && (
        <MemberMerges member={member} mayUndo={may(me, 'edit-members')} onMember={onMember} />
      )}
      <Timeline member={member} mayWithdraw={may(me, 'edit-members')} onMember={onMember} />
    </>
  );
}

/** What must be seen before anything else. */
function Aside({ member }: { readonly member: MemberView }) {
  return (
    <>
      {member.mergedInto !== null && (
        <Notice tone="warn">
          <p>
            This record stands aside for another one. <a href={memberPath(member.mergedInto)}>Show the person</a>
          </p>
        </Notice>
      )}
      {member.life === 'deceased' && (
        <Notice>
          <p>This person has died. No mail is sent.</p>
        </Notice>
      )}
      {member.termination !== null && (
        <Notice tone="warn" title="A notice of termination stands">
          <p>
            Hearing {shortDay(member.termination.hearingAt, member.rules.zone)}, takes effect{' '}
            {shortDay(member.termination.at, member.rules.zone)}. {member.termination.reason}
          </p>
        </Notice>
      )}
      {member.mailError !== null && (
        <Notice tone="warn" title="The newest mail did not arrive">
          <p class="break">{member.mailError}</p>
        </Notice>
      )}
    </>
  );
}

function Details({ member }: { readonly member: MemberView }) {
  const empty = <span class="soft">not known</span>;
  return (
    <Card title="Details">
      <FactList
        facts={[
          { term: 'Stands', says: <Standings standings={member.standings} /> },
          { term: 'Mail address', says: <span class="break">{member.email}</span> },
          ...(member.formerAddresses.length === 0
            ? []
            : [{ term: 'Former addresses', says: <Former addresses={member.formerAddresses} /> }]),
          { term: 'City', says: member.city === '' ? empty : member.city },
          { term: 'Country', says: member.country === '' ? empty : member.country },
          ...(member.roles.length === 0 ? [] : [{ term: 'Roles', says: member.roles.join(', ') }]),
        ]}
      />
    </Card>
  );
}

function Former({ addresses }: { readonly addresses: MemberView['formerAddresses'] }) {
  return (
    <>
      {addresses.map(({ email, leftAt }) => (
        <span class="standing" key={email}>
          <span class="break">{email}</span> <span class="soft tiny">left {shortDay(leftAt)}</span>
        </span>
      ))}
    </>
  );
}

function Vote({ member: { eligibility } }: { readonly member: MemberView }) {
  const { eligible, reasons } = eligibility;
  return (
    <Card
      title="May vote at the next record date?"
      aside={eligible ? <Tag tone="yes">Yes</Tag> : <Tag tone="warn">No</Tag>}
    >
      <RuleList dense rules={reasons.map(({ holds, words }) => ({ tone: holds ? 'yes' : 'warn', title: words }))} />
    </Card>
  );
}
