import { useState } from 'preact/hooks';
import type { Candidate } from '../../api/values.ts';
import { optionMajorityWords } from '../parts/option-words.ts';
import { Prose } from '../parts/prose.tsx';
import { withdrawnWords } from './words.ts';

/** Who it is: the name, where they come from, and whether they still stand. `id` names it for what is asked of them. */
export function Standing({ candidate, id }: { readonly candidate: Candidate; readonly id?: string }) {
  const { name, affiliation, withdrawnAt, majority } = candidate;
  return (
    <>
      <b id={id} dir="auto">
        {withdrawnAt === null ? name : <s>{name}</s>}
      </b>
      {affiliation !== '' && <span dir="auto">{affiliation}</span>}
      {majority !== null && majority.numerator !== majority.denominator && <span>{optionMajorityWords(majority)}</span>}
      {withdrawnAt !== null && <span>{withdrawnWords(withdrawnAt)}</span>}
    </>
  );
}

/** What a candidate says, folded: outside whatever is pressed to choose. */
export function Statement({ id, candidate }: { readonly id: string; readonly candidate: Candidate }) {
  const [open, setOpen] = useState(false);
  const { name, statementHtml, majority } = candidate;
  return (
    <>
      {statementHtml !== '' && (
        <button
          type="button"
          class="more"
          aria-expanded={open}
          aria-controls={`${id}-statement`}
          onClick={() => setOpen(!open)}
        >
          {open ? 'Close' : majority === null ? 'Statement' : 'Text'}
          <span class="only-read"> of {name}</span>
        </button>
      )}
      <div class="panel" id={`${id}-statement`} hidden={!open}>
        {open && <Prose html={statementHtml} />}
      </div>
    </>
  );
}
