import { problems, type ProblemName } from '../api/problems.ts';

export type ProblemFacts = Readonly<Record<string, unknown>> & { readonly detail?: string };

/** A refusal of the closed catalogue. Thrown, not returned: throwing is what rolls a transaction back. */
export class Problem extends Error {
  readonly problem: ProblemName;
  readonly facts: ProblemFacts;
  constructor(problem: ProblemName, facts: ProblemFacts = {}) {
    super(problems[problem].title);
    this.name = 'Problem';
    this.problem = problem;
    this.facts = facts;
  }
}
