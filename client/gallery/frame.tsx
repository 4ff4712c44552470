import type { ComponentChildren } from 'preact';
import type { ElectionView } from '../../api/elections.ts';
import { Frame, type NavLink } from '../parts/frame.tsx';
import { addressOf, recordAddress, type ElectionPageName } from './page.ts';
import { resultTab } from './words.ts';

/** The pages of one election, with their tabs. */
export function ElectionFrame({
  view,
  at,
  children,
}: {
  readonly view: ElectionView;
  readonly at: ElectionPageName;
  readonly children: ComponentChildren;
}) {
  const tab = (name: ElectionPageName, words: string): NavLink => ({
    href: addressOf(view.id, name),
    words,
    current: name === at,
  });
  const links = [
    tab('candidates', 'Candidates'),
    tab('election', resultTab(view.phase)),
    ...(view.phase === 'draft' ? [] : [tab('board', 'Board'), tab('check', 'Check')]),
    tab('rules', 'Rules'),
  ];
  return (
    <Frame
      place="wide"
      organisation={view.organisation}
      home="/"
      nav={{ label: 'Election', links }}
      foot={<ElectionFoot view={view} />}
    >
      {children}
    </Frame>
  );
}

function ElectionFoot({ view }: { readonly view: ElectionView }) {
  return (
    <>
      {view.phase !== 'draft' && (
        <>
          <a href={addressOf(view.id, 'check')}>Check the election yourself</a>
          <a href={recordAddress(view.id)} download={`${view.id}.bel`}>
            Download the record
          </a>
        </>
      )}
      <a href="/me">Your page</a>
      <span>Run with Quorate</span>
    </>
  );
}
