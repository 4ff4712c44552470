import type { Contest } from '../../api/values.ts';
import { optionMajorityWords } from '../parts/option-words.ts';
import { Prose } from '../parts/prose.tsx';

/** Every option of a contest with its text and what it takes, in the order of the record. */
export function OptionsList({ contest }: { readonly contest: Contest }) {
  return (
    <ul class="stack">
      {contest.candidates.map(({ id, name, statementHtml, majority }) => (
        <li key={id} class="card stack-s">
          <h3 dir="auto">{name}</h3>
          {majority !== null && <p class="soft small">{optionMajorityWords(majority)}</p>}
          {statementHtml !== '' && <Prose html={statementHtml} />}
        </li>
      ))}
    </ul>
  );
}
