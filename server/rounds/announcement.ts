import { Temporal } from 'temporal-polyfill';
import { asMarkdown } from '../../emails/markdown-text.ts';
import { quarterOf } from './quarters.ts';

export interface AnnouncementFacts {
  readonly organisation: string;
  readonly programme: string;
  readonly tier: string;
  readonly group: string;
  /** The last day of nominations of this round, and of the next. */
  readonly cutOffOn: string;
  readonly nextCutOffOn: string;
  /** Names, in the order in which they are told. */
  readonly people: readonly string[];
  readonly roster: string;
  readonly nominate: string;
}

const ordinals = ['first', 'second', 'third', 'fourth'];

/** A text that tells who was accepted, drafted from the facts: in Markdown, and the same words without marks. */
export function draftAnnouncement(facts: AnnouncementFacts): { markdown: string; plain: string } {
  const { year, quarter } = quarterOf(facts.cutOffOn);
  const title = `${facts.programme}: ${ordinals[quarter - 1] ?? ''} quarter of ${year}`;
  const opening = `${facts.organisation} has ${newOnes(facts)}. ${facts.group} accepted ${facts.people.length === 1 ? 'this nomination' : 'these nominations'} in the round to ${dayWords(facts.cutOffOn)}.`;
  const closing = `Everybody may propose somebody. The next cut-off is ${dayWords(facts.nextCutOffOn)}.`;
  const list = (mark: (name: string) => string) => facts.people.map((name) => `- ${mark(name)}`).join('\n');
  return {
    markdown: `${[
      `## ${asMarkdown(title)}`,
      asMarkdown(opening),
      list(asMarkdown),
      `[All who were accepted](${facts.roster})`,
      `${asMarkdown(closing)} [Nominate somebody](${facts.nominate})`,
    ].join('\n\n')}\n`,
    plain: `${[
      title,
      opening,
      list((name) => name),
      `All who were accepted: ${facts.roster}`,
      `${closing} Nominate somebody: ${facts.nominate}`,
    ].join('\n\n')}\n`,
  };
}

function newOnes({ people, tier }: AnnouncementFacts): string {
  return people.length === 1 ? `one more ${tier}` : `${people.length} more people with the membership ${tier}`;
}

/** The weekday is computed, never typed. */
function dayWords(on: string): string {
  const words = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
  return Temporal.PlainDate.from(on).toLocaleString('en-GB', words).replace(',', '');
}
