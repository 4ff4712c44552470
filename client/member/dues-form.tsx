import { useState } from 'preact/hooks';
import { beginDues, type TierDues } from '../../api/dues.ts';
import { moneyText } from '../../membership/money.ts';
import { call } from '../call.ts';
import { Button } from '../parts/button.tsx';
import { Card, ErrorSummary, type PlacedProblem } from '../parts/boxes.tsx';
import { FactList } from '../parts/lists.tsx';
import { placedProblems } from '../parts/refusals.tsx';
import { TickLine } from '../parts/tick-field.tsx';
import { amountNote, amountsOf, chosenAmount, firstChoice, type Choice } from './dues-state.ts';
import { plainDate } from './words-of-dues.ts';

/** Choose an amount, and one press leads to the provider's page: at the suggested amount, that press is the only one. */
export function DuesForm({ tier, zone }: { readonly tier: TierDues; readonly zone: string }) {
  const [choice, setChoice] = useState<Choice>(() => ({
    ...firstChoice(tier),
    ...(tier.state === 'too-early' ? { kind: 'lifetime' as const } : {}),
  }));
  const [problems, setProblems] = useState<readonly PlacedProblem[]>([]);
  const [isBusy, setBusy] = useState(false);
  const set = (changes: Partial<Choice>) => setChoice((before) => ({ ...before, ...changes }));
  const amount = chosenAmount(tier, choice);
  const pay = async () => {
    const wrong = problemsOf(tier, choice);
    setProblems(wrong);
    if (wrong.length > 0 || 'problem' in amount) return;
    setBusy(true);
    const kind = choice.kind === 'once' && choice.renews ? ('yearly' as const) : choice.kind;
    const declared = tier.attestation?.version ?? null;
    const body = { tier: tier.tier, kind, minor: amount.minor, currency: tier.currency, declared };
    const answer = await call(beginDues, { body });
    if (answer.ok) location.assign(answer.reply.page);
    else {
      setBusy(false);
      setProblems(placedProblems(answer, () => 'Dues'));
    }
  };
  const press = (event: Event) => {
    event.preventDefault();
    void pay();
  };
  const words = 'problem' in amount ? 'Pay' : `Pay ${moneyText({ minor: amount.minor, currency: tier.currency })}`;
  return (
    <form class="stack-l" onSubmit={press} noValidate>
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      <Kinds tier={tier} choice={choice} set={set} />
      {choice.kind === 'once' && <Amounts tier={tier} choice={choice} set={set} problem={problems[0]} />}
      {choice.kind === 'once' && tier.offersYearly && (
        <TickLine
          id="renews"
          type="checkbox"
          isChosen={choice.renews}
          onChosen={(renews) => set({ renews })}
          hint="We write before it is taken. One press stops it."
        >
          Renew by itself
        </TickLine>
      )}
      <Declaration tier={tier} choice={choice} set={set} />
      <p class="soft small">
        Nobody is asked why. The amount is seen by you, the treasurer and the auditors only, never by other members.
      </p>
      <Card title="What you get">
        <FactList facts={factsOf(tier, choice, zone)} />
        <Button type="submit" full busy={isBusy && 'Opening the card page…'}>
          {words}
        </Button>
        <p class="soft tiny">The card is handled by Stripe and not seen by us. A numbered receipt comes by mail.</p>
      </Card>
    </form>
  );
}

function problemsOf(tier: TierDues, choice: Choice): PlacedProblem[] {
  const amount = chosenAmount(tier, choice);
  return [
    ...('problem' in amount ? [{ words: amount.problem, at: 'other' }] : []),
    ...(tier.attestation !== null && !choice.declared
      ? [{ words: 'Declaration: tick it to declare this', at: 'declared' }]
      : []),
  ];
}

interface Part {
  readonly tier: TierDues;
  readonly choice: Choice;
  readonly set: (changes: Partial<Choice>) => void;
}

function Kinds({ tier, choice, set }: Part) {
  const { lifetime, minimum, currency } = tier;
  if (lifetime === null || minimum === null || tier.state === 'too-early') return null;
  return (
    <fieldset class="stack-s">
      <legend class="label">For how long</legend>
      <TickLine
        id="kind-once"
        type="radio"
        name="kind"
        isChosen={choice.kind === 'once'}
        onChosen={() => set({ kind: 'once' })}
      >
        One period
      </TickLine>
      <TickLine
        id="kind-lifetime"
        type="radio"
        name="kind"
        isChosen={choice.kind === 'lifetime'}
        onChosen={() => set({ kind: 'lifetime' })}
      >
        For life: {moneyText({ minor: lifetime, currency })} once
      </TickLine>
    </fieldset>
  );
}

function Amounts({ tier, choice, set, problem }: Part & { readonly problem: PlacedProblem | undefined }) {
  const { currency, minimum, isFixed } = tier;
  const wrong = problem?.at === 'other' ? problem.words : undefined;
  return (
    <>
      <fieldset class="stack-s">
        <legend class="label">Your dues</legend>
        <div class="amounts">
          {amountsOf(tier).map((amount) => (
            <label key={amount}>
              <input
                type="radio"
                name="amount"
                checked={choice.typed === '' && choice.amount === String(amount)}
                onChange={() => set({ amount: String(amount), typed: '' })}
              />
              <b>{moneyText({ minor: amount, currency })}</b>
              <span>{amountNote(tier, amount)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {!isFixed && (
        <div>
          <label class="label" for="other">
            Another amount <span class="hint">{moneyText({ minor: minimum ?? 0, currency })} or more</span>
          </label>
          {wrong !== undefined && (
            <span class="field-problem" id="other-problem">
              {wrong}
            </span>
          )}
          <div class="money">
            <span class="soft" aria-hidden="true">
              {currency}
            </span>
            <input
              id="other"
              inputMode="decimal"
              autocomplete="off"
              value={choice.typed}
              aria-invalid={wrong === undefined ? undefined : 'true'}
              aria-describedby={wrong === undefined ? undefined : 'other-problem'}
              onInput={(event) => set({ typed: event.currentTarget.value })}
            />
          </div>
        </div>
      )}
    </>
  );
}

function Declaration({ tier: { attestation }, choice, set }: Part) {
  if (attestation === null) return null;
  return (
    <TickLine id="declared" type="checkbox" isChosen={choice.declared} onChosen={(declared) => set({ declared })}>
      I declare: {attestation.text}
    </TickLine>
  );
}

function factsOf(tier: TierDues, choice: Choice, zone: string) {
  const span = choice.kind === 'lifetime' ? tier.givesForLife : tier.gives;
  const amount = chosenAmount(tier, choice);
  return [
    ...(span === null
      ? []
      : [
          { term: 'From', says: plainDate(span.from, zone) },
          { term: 'Until', says: span.until === null ? 'for life' : plainDate(span.until, zone, 'last day') },
        ]),
    { term: 'Votes', says: tier.votes ? 'one, as for everyone' : 'none' },
    {
      term: 'To pay today',
      says: 'problem' in amount ? '–' : <strong>{moneyText({ minor: amount.minor, currency: tier.currency })}</strong>,
    },
  ];
}
