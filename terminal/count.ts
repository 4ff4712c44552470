import process, { argv, stderr, stdout } from 'node:process';
import { findPapersCount, findSumsCount } from '../counting/counts.ts';
import type { BallotFile } from '../counting/files/ballot-file.ts';
import type { Method, MethodRules, Outcome, Paper } from '../counting/method.ts';
import { METHODS } from '../counting/methods.ts';
import { ballotsOn } from '../counting/papers.ts';
import { countAsk, countRules } from './count-ask.ts';
import { countJson } from './count-json.ts';
import { countReport } from './count-report.ts';
import { fittingPapers } from './fitting-papers.ts';
import { readBallots } from './read-ballots.ts';
import { Told } from './told.ts';

/* `npm run count`: counts a file of ballots by any method, the same way as an election of ours is counted. */

const COUNTED = 0;
const NOT_COUNTED = 2;
const TIED = 3;

function main(words: readonly string[]): number {
  const ask = countAsk(words);
  const { method } = ask;
  const file = readBallots(ask.file);
  const rules = countRules(ask, file);
  const outcome = count(method, papersFor(method, file, rules), rules);
  stdout.write(
    ask.json
      ? `${countJson(method, rules, outcome)}\n`
      : countReport({ file, method, rules, outcome }, stdout.isTTY ? Math.max(80, stdout.columns) : 100),
  );
  const stands = outcome.tied !== null || outcome.ties.some(({ by }) => by === null);
  return stands && method.answers === null ? TIED : COUNTED;
}

/** Ballots that the method can count. Some may be invalid, and count for nobody; that all are is a mistake. */
function papersFor(method: Method, file: BallotFile, rules: MethodRules): readonly Paper[] {
  const papers = fittingPapers(file, method, rules);
  const others = () =>
    METHODS.filter((one) => one.answers === null && fittingPapers(file, one, rules) !== undefined).map(
      ({ name }) => name,
    );
  if (papers === undefined)
    throw new Told(
      `${method.name} cannot count these ballots: ${saysWords(method, file, rules)} Methods that fit this file: ${others().join(', ')}.`,
    );
  if (papers.length > 0 && papers.every(({ marks }) => !method.isValid(marks, rules)))
    throw new Told(
      `Not one of the ${ballotsOn(papers)} ballots is valid by ${method.name}. ${method.instruction(rules)}`,
    );
  return papers;
}

function saysWords(method: Method, { says, candidates }: BallotFile, rules: MethodRules): string {
  if (method.answers !== null && method.answers.length !== candidates.length)
    return `it has the answers ${method.answers.join(', ')}.`;
  const asked = { marks: 'marks', ranks: 'an order', scores: 'scores', grades: 'grades' }[
    method.ballotShape(rules).asks
  ];
  return `they ${says === 'ranks' ? 'put candidates in an order' : 'give scores'}, and it takes ${asked}.`;
}

function count(method: Method, papers: readonly Paper[], rules: MethodRules): Outcome {
  const papersCount = findPapersCount(method);
  if (papersCount !== undefined) return papersCount(papers, rules);
  const sumsCount = findSumsCount(method);
  if (sumsCount === undefined) throw new Told(`${method.name} has no count yet.`);
  return countSums(sumsCount, method, papers, rules);
}

/** What the trustees would open of these ballots, and its count. */
function countSums(
  sumsCount: (sums: readonly number[], rules: MethodRules) => Outcome,
  method: Method,
  papers: readonly Paper[],
  rules: MethodRules,
): Outcome {
  const valid = papers.filter(({ marks }) => method.isValid(marks, rules));
  const sums = Array.from({ length: rules.candidates }, (_, place) =>
    valid.reduce((sum, { marks, count: ballots }) => sum + (marks[place] ?? 0) * ballots, 0),
  );
  if (!sums.every(Number.isSafeInteger)) throw new Told('There are more votes than can be counted exactly.');
  const outcome = sumsCount(sums, rules);
  const invalid = ballotsOn(papers) - ballotsOn(valid);
  if (invalid === 0) return outcome;
  return { ...outcome, steps: [{ kind: 'invalid-ballots', ballots: invalid }, ...outcome.steps] };
}

try {
  process.exitCode = main(argv.slice(2));
} catch (error) {
  if (!(error instanceof Told)) throw error;
  stderr.write(`${error.message}\n`);
  process.exitCode = NOT_COUNTED;
}
