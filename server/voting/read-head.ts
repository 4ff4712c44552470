import type { readHead as contract } from '../../api/board.ts';
import { findBoardKey, findEventHash } from '../../db/board.ts';
import { findElection } from '../../db/elections.ts';
import type { AskOf } from '../ask.ts';
import { assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { signHeads } from '../signed-heads.ts';

/** The newest head of the board, or that of a height, signed. */
export async function readHead(ports: Ports, { path, query }: Pick<AskOf<typeof contract>, 'path' | 'query'>) {
  const election = assertFound(await findElection(ports.db, path.electionId), 'public');
  const height = query.height ?? election.headHeight;
  const hash = query.height === undefined ? election.headHash : await findEventHash(ports.db, election.id, height);
  if (typeof hash !== 'string')
    throw new Problem('not-found', { detail: 'The board has no entry of this height yet.' });
  const privateKey = await findBoardKey(ports.db, election.id);
  const [head] = privateKey === undefined ? [] : signHeads(privateKey, election.id, [{ height, hash }]);
  if (head === undefined) {
    throw new Problem('not-found', { detail: 'This election was opened before heads of the board were signed.' });
  }
  const { electionUuid, boardKey, signature } = head;
  return { election_uuid: electionUuid, height, hash, board_key: boardKey, signature };
}
