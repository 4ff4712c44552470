import type { readOfficeOpenVote as contract } from '../../api/open-votes.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { officeViewOf } from './office-view.ts';

/** One open vote, a draft too. */
export function readOfficeOpenVote(ports: Ports, { path }: AskOf<typeof contract>) {
  return officeViewOf(ports, ports.db, path.voteId);
}
