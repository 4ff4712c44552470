import { useEffect, useReducer } from 'preact/hooks';
import { Temporal } from 'temporal-polyfill';
import {
  changeRules,
  changeTerms,
  makeTier,
  readTiers,
  usePreset as takePreset,
  type TierView,
  type TiersView,
} from '../../api/tiers.ts';
import {
  approvalWords,
  feeWords,
  periodWords,
  rulesWords,
  visibilityWords,
  voteWords,
} from '../../membership/terms-words.ts';
import type { TierTerms } from '../../membership/terms.ts';
import { dayWords } from '../../membership/words.ts';
import { call } from '../call.ts';
import { ErrorSummary, Notice } from '../parts/boxes.tsx';
import { Button, TextButton } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { FactList } from '../parts/lists.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice, placedProblems, type Failed } from '../parts/refusals.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { RulesForm } from './rules-form.tsx';
import { TierForm } from './tier-form.tsx';
import { comingOf, noChange, reduceTiers, rulesFormOf, termsFormOf, termsNow } from './tier-state.ts';

const fieldNames: Readonly<Record<string, string>> = {
  id: 'Short name',
  name: 'Name',
  about: 'About',
  currency: 'Currency',
  'fee/amount': 'Amount',
  'fee/minimum': 'Minimum',
  'fee/suggested': 'Suggested',
  'fee/presets': 'Amounts offered',
  lifetimeFee: 'Once for life',
  'period/months': 'Months',
  'period/startsOn': 'Begins on',
  'period/rolloverDays': 'Last days that count for the next year too',
  graceDays: 'Days of grace',
  renewalOpensDays: 'Days before the end on which renewal opens',
  approval: 'Who comes in',
  attestation: 'Text to declare',
  mergedInto: 'Merged into',
  from: 'Holds from',
  zone: 'Days and years begin in',
  missedVotes: 'Missed votes',
  qualifyingDays: 'Days as a voting member',
  resignationNoticeDays: 'Days of notice when somebody leaves',
  terminationNoticeDays: 'Days of notice of a termination',
  hearingDays: 'Days between the hearing and the termination',
};

/** One of the amounts offered is mended in the field that holds them all. */
function problemsOf(failed: Failed) {
  const nameOf = (pointer: string) => {
    const field = pointer.replace('#/body/', '').replace(/\/\d+$/u, '');
    return fieldNames[field] ?? 'Tiers';
  };
  return placedProblems(failed, nameOf).map(({ words, at }) => {
    const place = at?.replace(/-\d+$/u, '');
    return place === undefined ? { words } : { words, at: place };
  });
}

/** What each tier means, what comes, and the rules; an administrator changes them from a day on. */
export function TiersPage({ mayChange }: { readonly mayChange: boolean }) {
  const { reply, failed, again } = useReading(readTiers, {});
  const [state, say] = useReducer(reduceTiers, noChange);
  const saveTier = async () => {
    say({ type: 'saving' });
    const { changes, id, name } = state.draft;
    const body = termsFormOf(state.draft);
    const answer =
      changes === undefined
        ? await call(makeTier, { body: { ...body, id } })
        : await call(changeTerms, { path: { tier: changes }, body });
    if (!answer.ok) {
      say({ type: 'refused', problems: problemsOf(answer) });
      return;
    }
    say({ type: 'saved', done: `${name} is saved.` });
    again();
  };
  const saveRules = async () => {
    if (state.rules === undefined) return;
    say({ type: 'saving' });
    const answer = await call(changeRules, { body: rulesFormOf(state.rules) });
    if (!answer.ok) {
      say({ type: 'refused', problems: problemsOf(answer) });
      return;
    }
    say({ type: 'saved', done: 'The rules are saved.' });
    again();
  };
  // Whoever presses Change far down the page is brought to the form.
  const form = state.rules === undefined ? state.draft.changes : 'rules';
  useEffect(() => {
    if (form !== undefined) document.getElementById(form === 'rules' ? 'zone' : 'name')?.focus();
  }, [form]);
  return (
    <>
      {state.problems.length > 0 && <ErrorSummary problems={state.problems} />}
      <Heading title="Tiers – office" step="/office/tiers" problem={state.problems.length > 0}>
        Tiers
      </Heading>
      {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {reply === undefined && failed === undefined && <Waiting words="Reading the tiers." />}
      {reply?.tiers.length === 0 && <Preset mayChange={mayChange} onDone={again} />}
      {reply !== undefined && (
        <div class="cols">
          <div class="stack">
            {reply.tiers.map((tier) => (
              <TierCard
                key={tier.id}
                tier={tier}
                view={reply}
                onChange={mayChange ? () => say({ type: 'tier-chosen', tier }) : undefined}
              />
            ))}
            <RulesCard
              view={reply}
              onChange={mayChange ? (rules) => say({ type: 'rules-chosen', rules }) : undefined}
            />
          </div>
          {mayChange && state.rules !== undefined && (
            <RulesForm state={state} draft={state.rules} say={say} onSave={() => void saveRules()} />
          )}
          {mayChange && state.rules === undefined && (
            <TierForm state={state} say={say} tiers={reply.tiers} onSave={() => void saveTier()} />
          )}
        </div>
      )}
    </>
  );
}

/** For an installation that began before there were tiers. */
function Preset({ mayChange, onDone }: { readonly mayChange: boolean; readonly onDone: () => void }) {
  const [failed, fail] = useReducer((_: Failed | undefined, next: Failed | undefined) => next, undefined);
  const take = async () => {
    const answer = await call(takePreset, {});
    if (answer.ok) onDone();
    else fail(answer);
  };
  return (
    <Notice>
      <p>There are no tiers yet.{!mayChange && ' An administrator makes them.'}</p>
      {mayChange && (
        <p>
          <Button kind="plain" onPress={() => void take()}>
            Begin with Basic, Supporting, Contributing, Managing and Fellow
          </Button>
        </p>
      )}
      {failed !== undefined && <FailedNotice failed={failed} />}
    </Notice>
  );
}

interface CardFacts {
  readonly tier: TierView;
  readonly view: TiersView;
  readonly onChange: (() => void) | undefined;
}

function TierCard({ tier, view, onChange }: CardFacts) {
  const zone = zoneOf(view);
  const now = termsNow(tier, view.now);
  if (now === undefined) return null;
  const nameOf = (id: string) => namesOf(view).get(id) ?? id;
  const coming = comingOf(tier.terms, view.now);
  const isBegun = coming[0] !== now;
  const steps = isBegun ? [now, ...coming] : coming;
  const past = tier.terms.length - steps.length;
  return (
    <section class="card stack" aria-labelledby={`tier-${tier.id}`}>
      <h2 id={`tier-${tier.id}`}>
        {now.terms.name}
        {!isBegun && <span class="soft"> from {day(now.effectiveAt, zone)}</span>}
      </h2>
      {now.terms.about !== '' && <p>{now.terms.about}</p>}
      <FactList facts={factsOf(now.terms, nameOf)} />
      {steps.slice(1).map((next, place) => (
        <Notice key={next.effectiveAt}>
          <p>
            <b>From {day(next.effectiveAt, zone)}:</b>{' '}
            {differences(steps[place]?.terms ?? now.terms, next.terms, nameOf)}
          </p>
        </Notice>
      ))}
      {past > 0 && (
        <p class="soft tiny">
          As it is since {day(now.effectiveAt, zone)}; {past} earlier {past === 1 ? 'meaning' : 'meanings'} before.
        </p>
      )}
      {onChange !== undefined && (
        <p>
          <TextButton about={now.terms.name} onPress={onChange}>
            Change
          </TextButton>
        </p>
      )}
    </section>
  );
}

function factsOf(terms: TierTerms, nameOf: (id: string) => string) {
  if (terms.mergedInto !== null) return [{ term: 'Merged into', says: nameOf(terms.mergedInto) }];
  return [
    { term: 'Fee', says: feeWords(terms) },
    { term: 'Lasts', says: periodWords(terms) },
    { term: 'Vote', says: voteWords(terms) },
    { term: 'Who comes in', says: approvalWords(terms.approval) },
    { term: 'Declares', says: declaredWords(terms) },
    { term: 'Seen by', says: visibilityWords(terms.visibility) },
  ];
}

function declaredWords({ attestation }: TierTerms): string {
  return attestation === null ? 'Nothing' : `Version ${attestation.version}: “${attestation.text}”`;
}

/** What is other than before, in one line. */
function differences(before: TierTerms, after: TierTerms, nameOf: (id: string) => string): string {
  const known = new Map(factsOf(before, nameOf).map(({ term, says }) => [term, says]));
  const changed = factsOf(after, nameOf).filter(({ term, says }) => known.get(term) !== says);
  const lines = [
    ...(before.name === after.name ? [] : [`Name: ${after.name}`]),
    ...changed.map(({ term, says }) => `${term}: ${says}`),
    ...(before.about === after.about ? [] : ['another description']),
  ];
  return lines.length === 0 ? 'as before.' : `${lines.join(' · ')}.`;
}

function RulesCard({
  view,
  onChange,
}: {
  readonly view: TiersView;
  readonly onChange: ((rules: TiersView['rules'][number]['rules']) => void) | undefined;
}) {
  const now = view.rules.findLast(({ effectiveAt }) => !isLater(effectiveAt, view.now));
  const last = view.rules.findLast((_, place) => place >= 0);
  if (now === undefined || last === undefined) return null;
  const coming = comingOf(view.rules, view.now);
  return (
    <section class="card stack" aria-labelledby="rules">
      <h2 id="rules">Rules about members</h2>
      <FactList facts={rulesWords(now.rules)} />
      {coming.map(({ effectiveAt, rules }, place) => {
        const known = new Map(rulesWords((coming[place - 1] ?? now).rules).map(({ term, says }) => [term, says]));
        const changed = rulesWords(rules).filter(({ term, says }) => known.get(term) !== says);
        return (
          <Notice key={effectiveAt}>
            <p>
              <b>From {day(effectiveAt, zoneOf(view))}:</b>{' '}
              {changed.map(({ term, says }) => `${term}: ${says}`).join(' · ') || 'as before'}.
            </p>
          </Notice>
        );
      })}
      {onChange !== undefined && (
        <p>
          <TextButton about="the rules about members" onPress={() => onChange(last.rules)}>
            Change
          </TextButton>
        </p>
      )}
    </section>
  );
}

function zoneOf({ rules, now }: TiersView): string {
  return rules.findLast(({ effectiveAt }) => !isLater(effectiveAt, now))?.rules.zone ?? 'UTC';
}

function isLater(one: string, other: string): boolean {
  return Temporal.Instant.compare(Temporal.Instant.from(one), Temporal.Instant.from(other)) > 0;
}

function day(effectiveAt: string, zone: string): string {
  return dayWords(Temporal.Instant.from(effectiveAt), zone);
}

function namesOf(view: TiersView): ReadonlyMap<string, string> {
  return new Map(view.tiers.map((tier) => [tier.id, termsNow(tier, view.now)?.terms.name ?? tier.id]));
}
