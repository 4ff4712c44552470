import { Temporal } from 'temporal-polyfill';
import type { Election } from '../../db/elections.ts';
import { deadlineWords, inUtc } from '../../emails/deadline.ts';
import { timetableView } from '../timetable.ts';

export interface FeedFacts {
  readonly organisation: string;
  readonly publicUrl: string;
  readonly now: Temporal.Instant;
}

interface Entry {
  /** The same for ever: what follows the address of the election in the entry's id. */
  readonly what: 'dates' | 'candidates' | 'open' | 'closed' | 'void' | 'result' | 'certified';
  readonly title: string;
  readonly text: string;
  readonly published: Temporal.Instant;
  readonly updated: Temporal.Instant;
}

const mostEntries = 50;

/** What happened in elections, newest first, as an Atom feed (RFC 4287). Nobody's name is in it but those of elections. */
export function feedOf(elections: readonly Election[], { organisation, publicUrl, now }: FeedFacts): string {
  const entries = elections
    .flatMap((election) => entriesOf(election, now).map((entry) => ({ ...entry, election })))
    .toSorted((one, other) => Temporal.Instant.compare(other.updated, one.updated))
    .slice(0, mostEntries);
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    `<title>${escaped(`Elections of ${organisation}`)}</title>`,
    `<id>${escaped(`${publicUrl}/feed.xml`)}</id>`,
    `<link rel="self" type="application/atom+xml" href="${escaped(`${publicUrl}/feed.xml`)}"/>`,
    `<link rel="alternate" type="text/html" href="${escaped(`${publicUrl}/`)}"/>`,
    `<author><name>${escaped(organisation)}</name></author>`,
    `<updated>${(entries[0]?.updated ?? now).toString()}</updated>`,
    ...entries.map((entry) => entryText(entry, `${publicUrl}/elections/${entry.election.id}`)),
    '</feed>\n',
  ].join('\n');
}

function entryText({ what, title, text, published, updated }: Entry, address: string): string {
  return [
    '<entry>',
    `<title>${escaped(title)}</title>`,
    `<id>${escaped(`${address}#${what}`)}</id>`,
    `<link rel="alternate" type="text/html" href="${escaped(address)}"/>`,
    `<published>${published.toString()}</published>`,
    `<updated>${updated.toString()}</updated>`,
    `<summary>${escaped(text)}</summary>`,
    '</entry>',
  ].join('\n');
}

/** What has happened by now. The rows say it; nothing is kept for the feed. */
function entriesOf(election: Election, now: Temporal.Instant): Entry[] {
  const { name, stage, datesAnnouncedAt, datesMovedAt, frozenAt, talliedAt, certifiedAt } = election;
  const { opens, closes, candidates } = timetableView(election);
  const isFrozen = stage !== 'draft';
  const happened = (what: Entry['what'], at: Temporal.Instant | null, title: string, text: string): Entry[] =>
    at === null || Temporal.Instant.compare(now, at) < 0
      ? []
      : [{ what, title: `${name}: ${title}`, text, published: at, updated: at }];
  const until = `Voting closes ${deadlineWords(closes)}.`;
  const dates = happened(
    'dates',
    datesAnnouncedAt ?? frozenAt,
    'dates',
    `Voting opens ${deadlineWords(opens)}. ${until}`,
  );
  const opened = isFrozen && frozenAt !== null ? latest(election.opensAt, frozenAt) : null;
  return [
    ...dates.map((entry) => ({ ...entry, updated: datesMovedAt ?? entry.updated })),
    ...happened(
      'candidates',
      candidates === null ? frozenAt : election.candidatesAt,
      'who stands',
      `The candidates are announced. Voting opens ${deadlineWords(opens)}.`,
    ),
    ...happened('open', opened, 'voting is open', until),
    ...happened('closed', isFrozen ? election.closesAt : null, 'voting has closed', `It closed ${inUtc(closes.at)}.`),
    ...happened('void', stage === 'void' ? election.closedAt : null, 'void', 'Quorum was missed. Nobody is elected.'),
    ...happened('result', talliedAt, 'result', 'The votes are counted. The result is not certified yet.'),
    ...happened('certified', certifiedAt, 'final result', 'The result is certified.'),
  ];
}

function latest(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(one, other) < 0 ? other : one;
}

/** Text as XML takes it; characters that no XML document may hold are left out. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll(/[&<>"']/gu, (character) => `&#${character.charCodeAt(0)};`);
}
