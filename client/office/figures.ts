import type { OfficeView } from '../../api/office.ts';
import { share } from '../parts/charts.tsx';
import { counted, countWords } from '../parts/counts.ts';

interface Figure {
  readonly term: string;
  readonly value: string;
  readonly of?: string;
  readonly more: string;
}

/** The four numbers of an election under way. */
export function deskFigures({ view, mail, replaced }: OfficeView): readonly Figure[] {
  const { roll, voted } = view.turnout;
  return [
    { term: 'Have voted', value: countWords(voted), of: `of ${countWords(roll)}`, more: share(voted, roll) },
    quorumFigure(view.turnout),
    { term: 'Ballot mail sent', value: countWords(mail.sent), of: `of ${countWords(roll)}`, more: mailWords(mail) },
    {
      term: 'Public board',
      value: countWords(view.head.ballots),
      of: view.head.ballots === 1 ? 'ballot' : 'ballots',
      more: replaced === 0 ? 'none replaced' : `${countWords(replaced)} replaced by later ones`,
    },
  ];
}

function quorumFigure({ needed, reached, voted }: OfficeView['view']['turnout']): Figure {
  if (needed === null) return { term: 'Quorum', value: 'None', more: 'the rules ask for none' };
  const term = `Quorum, ${countWords(needed)} needed`;
  if (reached) return { term, value: 'Reached', more: `${countWords(voted - needed)} more than needed` };
  return { term, value: 'Not reached', more: `${counted(needed - voted, 'voter')} missing` };
}

function mailWords({ queued, failed }: OfficeView['mail']): string {
  const parts = [
    ...(failed > 0 ? [`${countWords(failed)} failed`] : []),
    ...(queued > 0 ? [`${countWords(queued)} on the way`] : []),
  ];
  return parts.length === 0 ? 'none failed' : parts.join(' · ');
}
