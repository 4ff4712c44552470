import type { ElectionView } from '../../api/elections.ts';
import { counted } from './counts.ts';

/** Who made the voters' links, and what that means: said before anybody votes. */
export function linkMakerWords({ registrar }: Pick<ElectionView, 'registrar'>): string {
  if (registrar === null) return 'The server makes the personal links.';
  return `${registrar.name}, the registrar, makes the personal links. The server does not know them.`;
}

/** The same, with what it protects against, for whoever reads the rules. */
export function registrarRuleWords(view: Pick<ElectionView, 'registrar'>): readonly string[] {
  const { registrar } = view;
  if (registrar === null)
    return [
      `${linkMakerWords(view)} It keeps each until its voter has voted, so that a lost one can be sent again. Whoever runs the server could therefore vote for those who do not vote.`,
    ];
  const spares = `Beside one for each voter, ${counted(registrar.spares, 'spare link is', 'spare links are')} published for those that get lost.`;
  const { length } = registrar.replaced;
  const replaced =
    length === 0
      ? 'None was given so far.'
      : `${length} ${length === 1 ? 'was' : 'were'} given, each for one that was not used and is void.`;
  return [
    `${linkMakerWords(view)} So whoever runs the server alone can vote for nobody, and the registrar alone cannot either: casting also takes the voter’s mail.`,
    `${spares} An officer asks for one and the registrar gives it; the old link is void from then on. ${replaced}`,
  ];
}
