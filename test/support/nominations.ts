import type { BodyRules } from '../../db/schema.ts';
import { BOARD, rulesOfBoard } from './bodies.ts';
import { aContest, aDefinition, mailTo, type Changes } from './elections.ts';
import { signedIn } from './imports.ts';
import { aMember, aPeriod } from './members.ts';
import type { Product, Visitor } from './product.ts';

/** What the board's rules ask of nominees in these tests. */
export const asked: Partial<BodyRules> = {
  acknowledgements: [
    { id: 'conduct', text: 'I keep to the code of conduct.', isRequired: true, isPublic: false },
    { id: 'mission', text: 'I share the mission.', isRequired: false, isPublic: true },
  ],
  conditions: ['Is of age', 'Is no employee of the foundation'],
  asksPreviousService: true,
};

/** When nominations open and close, and candidates are announced, where a test says nothing else. */
export const nominationTimes = {
  nominationsOpen: '2027-05-02T12:00',
  nominationsClose: '2027-05-16T14:00',
  candidates: '2027-05-18T14:00',
} as const;
export const NOMINATIONS_OPEN = '2027-05-02T12:00:00Z';
export const NOMINATIONS_CLOSE = '2027-05-16T14:00:00Z';

export interface Nominations {
  readonly electionId: string;
  readonly contestId: string;
}

/** An announced draft without candidates, its nominations to open; the board's rules are changed as given. */
export async function anAnnouncedDraft(
  product: Product,
  officer: Visitor,
  { rules = asked, ...changes }: Changes & { rules?: Partial<BodyRules> } = {},
): Promise<Nominations> {
  await product.ports.db
    .updateTable('body')
    .set({ rules: JSON.stringify({ ...rulesOfBoard, ...rules }) })
    .where('id', '=', BOARD)
    .execute();
  const contests = [aContest({ candidates: [] })];
  const body = aDefinition({ record: '2027-05-20T12:00', ...nominationTimes, contests, ...changes });
  const { id: electionId } = await officer.call('draftElection', { body });
  await product.ports.db
    .updateTable('election')
    .set({ datesAnnouncedAt: product.clock.now().toString() })
    .where('id', '=', electionId)
    .execute();
  const { view } = await officer.call('readOfficeElection', { path: { electionId } });
  return { electionId, contestId: view.contests[0]!.id };
}

let people = 0;

/** A voting member who is signed in. */
export async function aNominator(product: Product, name = 'Nora Nominatrix'): Promise<Visitor & { email: string }> {
  people += 1;
  const email = `nominator${people}@lantern.example`;
  await aMember(product, { name, email }, [aPeriod('contributing', '2026-06-01T00:00:00Z', '2029-01-01T00:00:00Z')]);
  const visitor = await signedIn(product, email);
  await staySignedIn(product);
  return Object.assign(visitor, { email });
}

/** A session lasts 12 hours, nominations two weeks: whoever is signed in stays so while a test's clock jumps. */
export async function staySignedIn(product: Product): Promise<void> {
  await product.ports.db.updateTable('session').set({ expiresAt: '2028-01-01T00:00:00Z' }).execute();
}

/** The token in the newest mail about a nomination. */
export async function nominationToken(product: Product, address: string): Promise<string> {
  await product.settle();
  const found = (await mailTo(product, address)).flatMap(({ text }) => /\/nomination#(\S+)/.exec(text)?.[1] ?? [])[0];
  if (found === undefined) throw new Error(`No mail about a nomination for ${address}`);
  return found;
}

/** Subjects of what the mailbox holds for one address about nominations, oldest first. */
export async function nominationMails(product: Product, address: string): Promise<string[]> {
  await product.settle();
  const mails = (await mailTo(product, address)).filter(({ text }) => /\/nominat(?:ion#|e\/)/.test(text));
  return mails.map(({ subject }) => subject).reverse();
}
