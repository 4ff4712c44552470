import type { ComponentChildren } from 'preact';
import { Frame } from '../parts/frame.tsx';
import { openingWords } from '../parts/methods.ts';
import type { ElectionView } from '../../api/elections.ts';

/** Every page of the booth: calm, one column, Help in the same place. */
export function BoothFrame({
  organisation,
  name,
  view,
  bar,
  children,
}: {
  readonly organisation: string;
  readonly name?: string | undefined;
  readonly view?: ElectionView | undefined;
  readonly bar?: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  return (
    <Frame
      place="booth"
      organisation={organisation}
      help="#help"
      {...(name === undefined ? {} : { aside: `Voting as ${name}` })}
      {...(bar === undefined ? {} : { bar })}
      foot={<Foot view={view} />}
    >
      {children}
    </Frame>
  );
}

function Foot({ view }: { readonly view: ElectionView | undefined }) {
  return (
    <section id="help" tabIndex={-1} class="stack-s" aria-label="Help">
      <p class="strong">Help</p>
      <p>
        Your link opens nothing, or the name is not yours? Nothing was cast. Ask the office, or answer the ballot mail.
        Never send anybody your personal link.
      </p>
      {view !== undefined && (
        <p>
          <a href={`/elections/${view.id}/rules`} target="_blank" rel="noreferrer">
            Rules of this election<span class="only-read"> (opens in a new tab)</span>
          </a>
          <a href={`/elections/${view.id}/candidates`} target="_blank" rel="noreferrer">
            Candidates<span class="only-read"> (opens in a new tab)</span>
          </a>
        </p>
      )}
      <details>
        <summary>How your vote stays secret</summary>
        <p>
          Your device seals your choices before it sends anything. The public board shows the sealed ballots, without
          names. {view !== undefined && `After voting closes ${openingWords(view)}`}{' '}
          {view?.keyHolder === 'server' &&
            'Whoever runs the server holds the only key and could open single ballots: the rules of this election chose that.'}
        </p>
      </details>
      <p>Run with Quorate</p>
    </section>
  );
}
