import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inParallel } from '../../demo/in-parallel.ts';
import { allMarks, empty, reduce } from '../../client/booth/state.ts';
import type { ElectionView } from '../../api/elections.ts';
import { countOpened, findPapersCount } from '../../counting/counts.ts';
import { debianRules } from '../../counting/debian.ts';
import { readBlt } from '../../counting/files/blt.ts';
import { METHODS, type Marks } from '../../counting/methods.ts';
import { recount } from '../../counting/recount.ts';
import { placesIn } from '../../counting/ranking.ts';
import { prepareElection, sealBallot } from '../../protocol/ballot.ts';
import { linkProof } from '../../protocol/link-proof.ts';
import { lotOf } from '../../verifier/lot.ts';
import { isInstalled, tool } from '../support/belenios-tool.ts';
import { downloadRecord, reportOf } from '../support/board.ts';
import { seatIds } from '../support/bodies.ts';
import { aContest, anOpenElection, CLOSES, credentialOf, mailTo, type Voter } from '../support/elections.ts';
import { need } from '../support/need.ts';
import { anAdministrator, startProduct, type Product } from '../support/product.ts';

const file = new URL('../../../shared/vectors/ranked-real/steering-committee-2025.blt', import.meta.url);

/** Voters who are signed in: all codes are asked for before the mails go out. */
async function voters(product: Product, electionId: string, count: number): Promise<Voter[]> {
  const numbers = Array.from({ length: count }, (_, number) => number);
  const asked: (Voter & { readonly requestId: string })[] = [];
  await inParallel(numbers, 16, async (number) => {
    const address = `voter${number}@members.example`;
    const credential = await credentialOf(product, address, electionId);
    const visitor = product.visitor();
    const link = linkProof(electionId, credential);
    const { requestId } = await visitor.call('requestBallotCode', { path: { electionId }, body: { link } });
    asked.push({ visitor, address, credential, requestId });
  });
  await product.settle();
  await inParallel(asked, 16, async ({ visitor, address, requestId }) => {
    const mails = await mailTo(product, address);
    const code = mails.map(({ text }) => /^ {4}(\d{6})$/m.exec(text)?.[1]).find((found) => found !== undefined) ?? '';
    await visitor.call('signInByCode', { body: { requestId, code } });
  });
  return asked;
}

/** What the booth seals for somebody who presses the names in this order. */
function pressedInOrder(view: ElectionView, voter: Parameters<typeof arrived>[1], order: readonly number[]): Marks {
  const state = order.reduce(
    (before, candidate) => reduce(before, { type: 'chose', place: 0, candidate }),
    arrived(view, voter),
  );
  return allMarks(state)[0] ?? [];
}

function arrived(view: ElectionView, voter: NonNullable<(typeof empty)['voter']>) {
  const orders = [(view.contests[0]?.candidates ?? []).map((_, place) => place)];
  return reduce(empty, { type: 'arrived', view, voter, orders, kept: undefined });
}

test('443 real rankings go through booth, mixing, opening and count, and come out as they went in', async () => {
  need('../shared/vectors', existsSync(file));
  const { candidates, papers } = readBlt(readFileSync(file, 'utf8').split('\n'));
  const ballots = papers.flatMap(({ marks, count }) => Array.from({ length: count }, () => marks));
  await using product = await startProduct();
  const officer = await anAdministrator(product);
  const people = candidates.map((name) => ({ name, affiliation: '', statement: '' }));
  const electionId = await anOpenElection(product, officer, ballots.length, {
    contests: [aContest({ title: 'Committee', method: 'scottish-stv', seats: seatIds(4), candidates: people })],
  });
  const all = await voters(product, electionId, ballots.length);
  const path = { electionId };
  const view = await product.visitor().call('readElection', { path });
  const prepared = prepareElection((await product.visitor().call('readBallotPaper', { path })).election);
  const [first] = all as [Voter, ...Voter[]];
  const link = linkProof(electionId, first.credential);
  const known = await first.visitor.call('readVoter', { path, body: { link } });
  const pairs = all.map((voter, number) => ({ voter, marks: ballots[number] ?? [] }));
  await inParallel(pairs, 16, async ({ voter: { visitor, credential }, marks }) => {
    const said = pressedInOrder(view, known, placesIn(marks).flat());
    expect(said).toEqual(marks);
    const ballot = sealBallot(prepared, { credential, choices: [[...said]] });
    await visitor.call('castBallot', { path, body: { ballot } });
  });
  product.clock.moveTo(CLOSES);
  await product.settle();

  const { result } = await product.visitor().call('readElection', { path });
  const report = await reportOf(product, electionId);
  expect(report.verdict).toBe('passed');
  const [opened] = report.result ?? [];
  const sorted = (lists: readonly Marks[]) => lists.map((marks) => marks.join(' ')).toSorted();
  expect(sorted(opened?.kind === 'ballots' ? opened.ballots : [])).toEqual(sorted(ballots));

  // The count of the record is the count of the file, by this method and by every other that takes rankings.
  const lot = result?.[0]?.lot ?? [];
  const outcome = recount(report, lotOf(report)?.orders).contests[0]?.outcome;
  expect(result?.[0]?.elected).toEqual(outcome?.elected);
  expect(outcome?.elected.length).toBe(4);
  for (const method of METHODS.filter((one) => one.ballotShape({ seats: 1, candidates: 2 }).asks === 'ranks')) {
    // By Debian's rule the last of them stands in for None of the above.
    const debian = debianRules(candidates.length, ballots.length);
    const rules = { seats: method.elects === 'one' ? 1 : 4, candidates: candidates.length, lot, debian };
    const fromRecord = opened === undefined ? undefined : countOpened(method, opened, rules);
    const fromFile = findPapersCount(method)?.(papers, rules);
    expect(fromRecord, method.name).toMatchObject({ elected: fromFile?.elected, steps: fromFile?.steps });
  }
  if (isInstalled) {
    expect(tool(await downloadRecord(product.url, electionId), ['verify']).stderr).toContain('all checks passed');
  }
}, 300_000);
