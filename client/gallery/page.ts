import type { BodyList, BodyPage } from '../../api/bodies.ts';
import type { CandidatePage } from '../../api/candidates.ts';
import type { DriveList, DrivePage } from '../../api/drives.ts';
import type { ProgrammePage } from '../../api/rounds.ts';
import type { ElectionList, ElectionView, TrackerPlace } from '../../api/elections.ts';
import type { AuditPage } from '../../api/board.ts';
import type { GuidePage } from './method-guide.tsx';
import type { OpenVoteList, OpenVoteView } from '../../api/open-votes.ts';

/** A page of the gallery and the facts that it shows. The server renders it, the browser takes it over. */
export type GalleryPage =
  | { readonly at: 'list'; readonly data: ElectionList }
  | { readonly at: 'drives'; readonly data: DriveList }
  | { readonly at: 'drive'; readonly data: DrivePage }
  | { readonly at: 'bodies'; readonly data: BodyList }
  | { readonly at: 'body'; readonly data: BodyPage }
  | { readonly at: 'open-votes'; readonly data: OpenVoteList }
  | { readonly at: 'open-vote'; readonly data: OpenVoteView }
  | { readonly at: 'round'; readonly data: ProgrammePage }
  | { readonly at: 'methods'; readonly data: GuidePage }
  | { readonly at: 'election' | 'check' | 'rules'; readonly data: ElectionView }
  /** `seed`: drawn for each view; candidates and answers stand in an order made of it. */
  | { readonly at: 'candidates'; readonly data: ElectionView; readonly seed: number }
  | { readonly at: 'candidate'; readonly data: ElectionView; readonly candidate: CandidatePage; readonly seed: number }
  | { readonly at: 'test-ballots'; readonly data: ElectionView; readonly audits: TestBallotPage }
  | {
      readonly at: 'board';
      readonly data: ElectionView;
      /** What was asked for, as typed; empty when nothing was. */
      readonly tracker: string;
      readonly place: TrackerPlace | null;
    };

/** Opened ballots without their texts, which the browser fetches when it checks them. */
export interface TestBallotPage extends Omit<AuditPage, 'ballots'> {
  readonly ballots: readonly Omit<AuditPage['ballots'][number], 'text'>[];
}

export type ElectionPageName = Exclude<
  GalleryPage['at'],
  'list' | 'drives' | 'drive' | 'bodies' | 'body' | 'open-votes' | 'open-vote' | 'round' | 'methods' | 'candidate'
>;

export function addressOf(electionId: string, at: ElectionPageName): string {
  return at === 'election' ? `/elections/${electionId}` : `/elections/${electionId}/${at}`;
}

/** The address of a candidate, for ever. */
export function candidateAddress(electionId: string, candidateId: string): string {
  return `/elections/${electionId}/candidates/${candidateId}`;
}

export function recordAddress(electionId: string): string {
  return `/api/elections/${electionId}/record`;
}
