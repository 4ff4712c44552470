import type { BodyList, BodyPage } from '../../api/bodies.ts';
import type { DriveList, DrivePage } from '../../api/drives.ts';
import type { ProgrammePage } from '../../api/rounds.ts';
import type { ElectionList, ElectionView, TrackerPlace } from '../../api/elections.ts';
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
  | { readonly at: 'election' | 'candidates' | 'check' | 'rules'; readonly data: ElectionView }
  | {
      readonly at: 'board';
      readonly data: ElectionView;
      /** What was asked for, as typed; empty when nothing was. */
      readonly tracker: string;
      readonly place: TrackerPlace | null;
    };

export type ElectionPageName = Exclude<
  GalleryPage['at'],
  'list' | 'drives' | 'drive' | 'bodies' | 'body' | 'open-votes' | 'open-vote' | 'round'
>;

export function addressOf(electionId: string, at: ElectionPageName): string {
  return at === 'election' ? `/elections/${electionId}` : `/elections/${electionId}/${at}`;
}

export function recordAddress(electionId: string): string {
  return `/api/elections/${electionId}/record`;
}
