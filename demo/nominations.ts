import type { SteppedClock } from '../server/clock.ts';
import { member, officer, readMail, type Town } from './actors.ts';
import type { Size } from './arguments.ts';
import { dates } from './dates.ts';
import { candidate, voterAddress } from './people.ts';
import { inParallel } from './in-parallel.ts';
import { Progress, say } from './progress.ts';
import { Visitor } from './visitor.ts';

/** Somebody who is to stand: a member who proposes themselves, or somebody whom a member proposes by address. */
interface Nominee {
  readonly name: string;
  readonly email: string;
  readonly affiliation: string;
  readonly statement: string;
  readonly isMember: boolean;
}

/** Members nominate themselves and others; those who were asked answer from the mail; officers approve those who accepted. */
export async function nominate(town: Town, clock: SteppedClock, electionId: string, size: Size): Promise<void> {
  say('Nominations open, Tue 4 May 2027, 14:00 UTC. Members propose themselves, or others by their mail address.');
  clock.moveTo(dates.nominationsOpen);
  const { contests } = await new Visitor(town.url).call('readNominating', { path: { electionId } });
  const contestId = contests[0]?.id ?? '';
  const nominees = Array.from({ length: size.candidates }, (_, number) => nominee(number, size));
  const progress = new Progress('nominees who accepted,', nominees.length);
  await inParallel([...nominees.entries()], 4, async ([number, one]) => {
    await (one.isMember
      ? runs(town, electionId, contestId, one)
      : isAsked(town, electionId, contestId, one, number % size.voters));
    progress.step();
  });
  await declines(town, electionId, contestId);
  await staysSilent(town, electionId, contestId);
  clock.moveTo(dates.nominationsClose);
  say('Nominations close, Tue 18 May 2027, 14:00 UTC: whoever has not answered does not stand. The officers approve.');
  await approve(town, electionId, size);
  clock.moveTo(dates.candidates);
  const view = await new Visitor(town.url).call('readElection', { path: { electionId } });
  const [contest] = view.contests;
  console.log(`  Announced, Thu 20 May 2027, 14:00 UTC, all at once: ${contest?.candidates.length ?? 0} candidates.`);
}

function nominee(number: number, { voters }: Size): Nominee {
  const { name, affiliation, statement } = candidate(number);
  const place = number * 37 + 11;
  const isMember = number % 2 === 1 && place < voters;
  const email = isMember ? voterAddress(place) : `nominee${number + 1}@friends.example`;
  return { name, affiliation, statement, email, isMember };
}

const codeOfConduct = ['code-of-conduct'];

/** A member who proposes themselves and accepts in the same step. */
async function runs(town: Town, electionId: string, contestId: string, one: Nominee): Promise<void> {
  const person = await member(town, one.email);
  const { name, statement } = one;
  const body = { contestId, name, statement, previousService: '', affiliations: work(one) };
  await person.call('nominateMyself', { path: { electionId }, body: { ...body, acknowledgements: codeOfConduct } });
}

/** Somebody who has no account here, proposed by a member; accepts from the mail and writes a statement. */
async function isAsked(town: Town, electionId: string, contestId: string, one: Nominee, by: number): Promise<void> {
  const colleague = await member(town, voterAddress(by));
  const { name, email } = one;
  const statement = `I have worked with ${name} for years, and trust this person with our money.`;
  await colleague.call('nominate', { path: { electionId }, body: { contestId, name, email, statement } });
  const nominee = { token: await invitation(town, email) };
  const visitor = new Visitor(town.url);
  const accepting = { nominee, name, acknowledgements: codeOfConduct, isOther: false };
  await visitor.call('acceptNomination', { body: accepting });
  const profile = { name, statement: one.statement, previousService: '', affiliations: work(one) };
  await visitor.call('changeCandidacy', { body: { nominee, ...profile } });
}

async function declines(town: Town, electionId: string, contestId: string): Promise<void> {
  const name = 'Theodora Vantongeren';
  const email = 'theodora@friends.example';
  const colleague = await member(town, voterAddress(0));
  await colleague.call('nominate', { path: { electionId }, body: { contestId, name, email, statement: '' } });
  const nominee = { token: await invitation(town, email) };
  await new Visitor(town.url).call('declineNomination', { body: { nominee } });
  console.log(`  ${name} was asked, and declined: nobody is made to run.`);
}

async function staysSilent(town: Town, electionId: string, contestId: string): Promise<void> {
  const name = 'Anselm Kowalczyk-Ruiz';
  const email = 'anselm@friends.example';
  const colleague = await member(town, voterAddress(0));
  await colleague.call('nominate', { path: { electionId }, body: { contestId, name, email, statement: '' } });
  console.log(`  ${name} was asked, and said nothing.`);
}

function invitation(town: Town, email: string): Promise<string> {
  return readMail(town, email, /\/nomination#(\S+)/);
}

function work({ affiliation }: Nominee) {
  const organisation = affiliation.split(' · ')[1] ?? 'independent';
  return organisation === 'independent' ? [] : [{ organisation, kind: 'employee' as const }];
}

async function approve(town: Town, electionId: string, { candidates }: Size): Promise<void> {
  const ines = await officer(town);
  const path = { electionId };
  const { contests, candidacies } = await ines.call('readOfficeNominations', { path });
  const conditions = contests[0]?.conditions ?? [];
  const accepted = candidacies.filter(({ state }) => state === 'accepted');
  for (const { id, name } of accepted) {
    const checks = conditions.map((condition) => ({ condition, isMet: true, note: '' }));
    await ines.call('decideCandidacy', {
      path: { candidacyId: id },
      body: { outcome: 'approved', checks, reason: '' },
    });
    await nameApart(ines, id, name, accepted);
  }
  console.log(`  ${accepted.length} of ${candidates + 2} nominees stand.`);
}

/** Two people of one name are told apart on the ballot. */
async function nameApart(
  ines: Visitor,
  candidacyId: string,
  name: string,
  all: readonly { readonly id: string; readonly name: string }[],
): Promise<void> {
  const alike = all.filter((other) => other.name === name);
  const place = alike.findIndex(({ id }) => id === candidacyId);
  if (alike.length === 1) return;
  await ines.call('nameCandidate', { path: { candidacyId }, body: { name: `${name} (${place + 1})` } });
}
