import { deadlineWords, type DeadlineFacts } from './deadline.ts';
import { letter, type Letter } from './letter.ts';
import { asMarkdown } from './markdown-text.ts';

/** What staff announce of an election, drafted from the facts as Markdown; staff edit it before it goes. */
export interface Announcement {
  readonly subject: string;
  readonly markdown: string;
}

export interface AnnouncedContest {
  readonly title: string;
  /** `motion`: a text to be adopted, or one of several. */
  readonly kind: 'people' | 'motion';
  /** Each seat with the last day of the term in it. */
  readonly seats: readonly { readonly name: string; readonly endsOn: string | null }[];
  /** Who holds these seats now and until when: their terms end. */
  readonly outgoing: readonly { readonly name: string; readonly endsOn: string | null }[];
  /** Empty before they are announced. */
  readonly candidates: readonly { readonly name: string; readonly link: string }[];
  /** Null while there is no result. Names in the order of the votes, with the votes. */
  readonly outcome: {
    readonly elected: readonly string[];
    readonly order: readonly { readonly name: string; readonly rank: number; readonly votes: number | null }[];
    /** What became of a motion or of options, of a tie, or that None of the above won, in a sentence. */
    readonly words: string | null;
  } | null;
}

export interface AnnouncedElection {
  readonly organisation: string;
  readonly election: string;
  readonly description: string;
  readonly link: string;
  readonly help: string;
  readonly timetable: readonly { readonly words: string; readonly deadline: DeadlineFacts }[];
  readonly opens: DeadlineFacts;
  readonly closes: DeadlineFacts;
  readonly takesNominations: boolean;
  readonly contests: readonly AnnouncedContest[];
  readonly roll: number;
  readonly voted: number;
  /** The fewest voters that meet the quorum; null: none is asked. */
  readonly needed: number | null;
  /** As the ballot mails bear it, for whoever looks in the spam folder. */
  readonly sender: string;
}

/** The dates: what is filled, whose terms end, every moment, how to stand and how to vote. */
export function datesAnnouncement(facts: AnnouncedElection): Announcement {
  return {
    subject: `${facts.election}: the dates`,
    markdown: blocks([
      `${facts.organisation} holds an election: **${asMarkdown(facts.election)}**.`,
      facts.description === '' ? '' : asMarkdown(facts.description),
      ...facts.contests.map(contestWords),
      '### Dates',
      list(facts.timetable.map(({ words, deadline }) => `**${words}:** ${deadlineWords(deadline)}`)),
      facts.takesNominations
        ? 'You can nominate yourself or somebody else. Nobody is made to run: whoever is nominated accepts or declines.'
        : '',
      `Everything about it, and whether you can vote: <${facts.link}>. Questions: ${facts.help}.`,
    ]),
  };
}

/** Who stands, in alphabetical order, each with a page of the same size. */
export function candidatesAnnouncement(facts: AnnouncedElection): Announcement {
  const people = facts.contests.filter(({ kind }) => kind === 'people');
  const count = people.reduce((sum, { candidates }) => sum + candidates.length, 0);
  return {
    subject: `${facts.election}: ${count === 1 ? 'the candidate' : `the ${count} candidates`}`,
    markdown: blocks([
      `These people stand in **${asMarkdown(facts.election)}**. The list is in alphabetical order; on the ballot the order is random.`,
      ...people.flatMap(({ title, candidates }) => [
        ...(people.length > 1 ? [`### ${asMarkdown(title)}`] : []),
        list(alphabetical(candidates).map(({ name, link }) => `[${asMarkdown(name)}](${link})`)),
      ]),
      ...facts.contests
        .filter(({ kind }) => kind === 'motion')
        .map(({ title }) => `Also to be decided: ${asMarkdown(title)}.`),
      `Voting opens ${deadlineWords(facts.opens)} and closes ${deadlineWords(facts.closes)}.`,
      `Statements, questions and dates: <${facts.link}/candidates>. Questions: ${facts.help}.`,
    ]),
  };
}

/** The election is open: until when, what the ballot mail looks like, what can be chosen. */
export function openAnnouncement(facts: AnnouncedElection): Announcement {
  return {
    subject: `${facts.election}: voting is open`,
    markdown: blocks([
      `Voting in **${asMarkdown(facts.election)}** is open until **${deadlineWords(facts.closes)}**.`,
      `${counted(facts.roll, 'person is', 'people are')} on the roll. Each gets a personal link by mail: from ${asMarkdown(facts.sender)}, with the subject that begins “Your ballot: ${asMarkdown(facts.election)}”. If it has not come, look in the spam folder, then write to ${facts.help}.`,
      ...facts.contests.map(contestWords),
      'You can vote again until the close. Only your last ballot counts.',
      quorumWords(facts),
      `Who stands, and the public record: <${facts.link}>.`,
    ]),
  };
}

/** For those who have not voted; the time left is not written, because mails are read later than they are sent. */
export function reminderAnnouncement(facts: AnnouncedElection): Announcement {
  return {
    subject: `${facts.election}: you can vote until ${deadlineWords(facts.closes)}`,
    markdown: blocks([
      `You are on the roll of **${asMarkdown(facts.election)}**, and no ballot of yours is on the board yet. Voting closes **${deadlineWords(facts.closes)}**.`,
      'Your personal link is in the mail that begins “Your ballot”. If you cannot find it, sign in on this site and have it sent again.',
      quorumWords(facts),
      `The election: <${facts.link}>. Questions: ${facts.help}.`,
    ]),
  };
}

/** The result by the numbers: who is elected, in alphabetical order, then every count, turnout and quorum. */
export function resultAnnouncement(facts: AnnouncedElection): Announcement {
  return {
    subject: `${facts.election}: the result`,
    markdown: blocks([
      `**${asMarkdown(facts.election)}** is decided. Thank you to everybody who stood and to everybody who voted.`,
      ...facts.contests.flatMap((contest) => outcomeWords(contest)),
      turnoutWords(facts),
      ...facts.contests.flatMap(({ kind, outgoing }) =>
        kind === 'motion' || outgoing.length === 0
          ? []
          : [
              `We thank those whose terms end: ${alphabetical(outgoing)
                .map(({ name }) => asMarkdown(name))
                .join(', ')}.`,
            ],
      ),
      `All counts, and how to check them yourself: <${facts.link}>. This page stays.`,
    ]),
  };
}

function contestWords({ kind, title, seats, outgoing }: AnnouncedContest): string {
  if (kind === 'motion') return `To be decided: ${asMarkdown(title)}.`;
  const terms = [...new Set(seats.map(({ endsOn }) => (endsOn === null ? 'without end' : `until ${endsOn}`)))];
  const filled = `${asMarkdown(title)}: ${counted(seats.length, 'seat', 'seats')}, ${terms.join(' and ')}.`;
  if (outgoing.length === 0) return filled;
  return `${filled} The terms of these people end: ${alphabetical(outgoing)
    .map(({ name }) => asMarkdown(name))
    .join(', ')}.`;
}

function outcomeWords({ kind, title, outcome }: AnnouncedContest): string[] {
  if (outcome === null) return [];
  if (kind === 'motion') return [`### ${asMarkdown(title)}`, outcome.words === null ? '' : asMarkdown(outcome.words)];
  const hasVotes = outcome.order.some(({ votes }) => votes !== null);
  const table = [
    `| candidate | ${hasVotes ? 'votes' : 'place'} |`,
    '| --- | ---: |',
    ...outcome.order.map(({ name, rank, votes }) => `| ${asMarkdown(name)} | ${votes ?? rank} |`),
  ].join('\n');
  const elected = outcome.elected.map((name) => ({ name }));
  return [
    `### ${asMarkdown(title)}`,
    elected.length === 0
      ? 'Nobody is elected.'
      : list(alphabetical(elected).map(({ name }) => `**${asMarkdown(name)}**`)),
    outcome.words === null ? '' : asMarkdown(outcome.words),
    table,
  ];
}

/** 1,459 ballots issued, 578 cast: what the quorum asked and by how much it was met. */
function turnoutWords({ roll, voted, needed }: AnnouncedElection): string {
  const share = roll === 0 ? '' : ` (${((voted * 100) / roll).toFixed(1)} %)`;
  const cast = `${figure(roll)} people were on the roll; ${figure(voted)} cast a ballot${share}.`;
  if (needed === null) return cast;
  return voted >= needed
    ? `${cast} The quorum was ${figure(needed)}: it was met with ${figure(voted - needed)} to spare.`
    : `${cast} The quorum was ${figure(needed)}: it was missed by ${figure(needed - voted)}, and the election is void.`;
}

function quorumWords({ needed, voted }: AnnouncedElection): string {
  if (needed === null) return '';
  const missing = needed - voted;
  return missing <= 0
    ? 'The quorum is met.'
    : `The election is valid only if ${figure(needed)} people vote. ${counted(missing, 'vote is', 'votes are')} missing.`;
}

function alphabetical<T extends { readonly name: string }>(people: readonly T[]): T[] {
  return people.toSorted((one, other) => one.name.localeCompare(other.name, 'en'));
}

function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}

function blocks(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}

function counted(count: number, one: string, many: string): string {
  return `${figure(count)} ${count === 1 ? one : many}`;
}

function figure(count: number): string {
  return count.toLocaleString('en');
}

/** What staff wrote to the people of an election. A notice of an election is no list: nobody can leave it. */
export function noticeLetter(facts: {
  readonly organisation: string;
  readonly name: string;
  readonly election: string;
  readonly help: string;
  readonly link: string;
  readonly subject: string;
  readonly markdown: string;
  /** Made of the Markdown, nothing active in it. */
  readonly html: string;
}): Letter {
  const { organisation, name, election, help, link, subject, markdown, html } = facts;
  return letter({
    organisation,
    subject,
    why: `${name}, you get this because you may vote in ${election} at ${organisation}.`,
    paragraphs: [],
    prose: { text: markdown, html },
    button: { words: 'See the election', link },
    after: [
      'This is a notice of the election and not a list: you get it as long as you are on the roll, and cannot leave it.',
      `Questions: ${help}.`,
    ],
  });
}
