import type { Standing } from '../../membership/standing.ts';

/** A standing with its instants as texts. */
export function wireStanding({ tier, name, state, votes, since, from, until, graceUntil }: Standing) {
  return {
    tier,
    name,
    state,
    votes,
    since: since?.toString() ?? null,
    from: from?.toString() ?? null,
    until: until?.toString() ?? null,
    graceUntil: graceUntil?.toString() ?? null,
  };
}
