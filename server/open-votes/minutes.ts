import { Temporal } from 'temporal-polyfill';
import type { OpenVoteView } from '../../api/open-votes.ts';
import { deadlineWords } from '../../emails/deadline.ts';
import { asMarkdown, wordsOf } from '../../emails/markdown-text.ts';
import { htmlOf } from '../markdown.ts';

type Facts = Pick<OpenVoteView, 'title' | 'mover' | 'seconder' | 'manner' | 'count' | 'members'> & {
  readonly text: string;
};

/** What the minutes say of a vote that is decided, as Markdown and as plain text. */
export function minutesOf(facts: Facts): { markdown: string; plain: string } {
  const quoted = facts.text.split('\n').map((line) => (line === '' ? '>' : `> ${line}`));
  return {
    markdown: paragraphs(facts, `**${asMarkdown(facts.title)}**`, quoted.join('\n'), asMarkdown),
    plain: paragraphs(facts, facts.title, plainOf(htmlOf(facts.text)), (words) => words),
  };
}

/** The words of a text without its marks: of the HTML that Markdown became, which holds few kinds of elements. */
function plainOf(html: string): string {
  const lines = html
    .replaceAll('<li>', '- ')
    .replaceAll(/<br ?\/?>\n?/gu, '\n')
    .replaceAll(/<\/(?:p|h\d|ul|ol|table|blockquote|pre)>/gu, '\n');
  return wordsOf(lines, '')
    .replaceAll(/\n{3,}/gu, '\n\n')
    .trim();
}

type Say = (words: string) => string;

function paragraphs(facts: Facts, title: string, text: string, say: Say): string {
  const { mover, seconder, members } = facts;
  const moved = `${mannerWords(facts)} Moved by ${say(mover)}, seconded by ${say(seconder)}.`;
  const names = (marks: readonly string[]) =>
    members.filter(({ mark }) => marks.includes(mark ?? 'absent')).map(({ name }) => say(name));
  const lines = (['aye', 'nay', 'abstain', 'recused', 'absent'] as const).flatMap((mark) => {
    const those = names([mark]);
    return those.length === 0 ? [] : [`${titles[mark]}: ${those.join(', ')}.`];
  });
  return `${[title, text, moved, outcomeLine(facts), ...lines].join('\n\n')}\n`;
}

const titles = { aye: 'Aye', nay: 'Nay', abstain: 'Abstain', recused: 'Recused', absent: 'Absent' } as const;

function mannerWords({ manner }: Facts): string {
  switch (manner.kind) {
    case 'meeting': {
      const day = Temporal.PlainDate.from(manner.on);
      const words = day.toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
      return `In the meeting of ${words}.`;
    }
    case 'without':
      return `Without a meeting, closed ${deadlineWords(manner.closes)}.`;
  }
}

/** `Approved, 8-0-2.` */
function outcomeLine({ count }: Facts): string {
  if (count === null) return '';
  const { aye, nay, abstain, adopted, quorum } = count;
  const figures = `${aye}-${nay}-${abstain}`;
  if (!quorum.reached) return `Not approved for want of quorum, ${figures}.`;
  return `${adopted ? 'Approved' : 'Not approved'}, ${figures}.`;
}
