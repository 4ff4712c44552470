import { BoardPage } from './board.tsx';
import { BodyListPage, BodyPage } from './body.tsx';
import { CandidatePage } from './candidate.tsx';
import { CandidatesPage } from './candidates.tsx';
import { CheckPage } from './check.tsx';
import type { CheckState } from './check-state.ts';
import { DriveListPage, DrivePage } from './drive.tsx';
import { ElectionPage } from './election.tsx';
import { ListPage } from './list.tsx';
import { guideTitle, MethodGuidePage } from './method-guide.tsx';
import { OpenVoteListPage, OpenVotePage } from './open-vote.tsx';
import type { OpenedState } from './opened-run.ts';
import type { GalleryPage } from './page.ts';
import { RoundPage } from './round.tsx';
import { RulesPage } from './rules.tsx';
import { TestBallotsPage } from './test-ballots.tsx';

/** What only a browser can do for these pages: run the checks. The server renders them without. */
export interface GalleryHands {
  readonly check: CheckState;
  readonly startCheck: (electionId: string) => void;
  readonly opened: OpenedState;
  readonly checkOpened: (electionId: string, page: number) => void;
}

export function Gallery({ page, hands }: { readonly page: GalleryPage; readonly hands?: GalleryHands }) {
  switch (page.at) {
    case 'list':
      return <ListPage list={page.data} />;
    case 'drives':
      return <DriveListPage list={page.data} />;
    case 'drive':
      return <DrivePage facts={page.data} />;
    case 'bodies':
      return <BodyListPage list={page.data} />;
    case 'body':
      return <BodyPage facts={page.data} />;
    case 'open-votes':
      return <OpenVoteListPage list={page.data} />;
    case 'open-vote':
      return <OpenVotePage view={page.data} />;
    case 'methods':
      return <MethodGuidePage {...page.data} />;
    case 'round':
      return <RoundPage facts={page.data} />;
    case 'election':
      return <ElectionPage view={page.data} />;
    case 'candidates':
      return <CandidatesPage view={page.data} seed={page.seed} />;
    case 'candidate':
      return <CandidatePage view={page.data} facts={page.candidate} seed={page.seed} />;
    case 'board':
      return <BoardPage {...page} />;
    case 'check':
      return <CheckPage view={page.data} hands={hands} />;
    case 'test-ballots':
      return <TestBallotsPage view={page.data} audits={page.audits} hands={hands} />;
    case 'rules':
      return <RulesPage view={page.data} />;
  }
}

/** What the browser's title bar says. */
export function titleOf(page: GalleryPage): string {
  switch (page.at) {
    case 'list':
      return `Elections – ${page.data.organisation}`;
    case 'drives':
      return `Drives – ${page.data.organisation}`;
    case 'drive':
      return `${page.data.drive.title} – ${page.data.organisation}`;
    case 'bodies':
      return `Bodies – ${page.data.organisation}`;
    case 'body':
      return `${page.data.body.name} – ${page.data.organisation}`;
    case 'open-votes':
      return `Open votes – ${page.data.organisation}`;
    case 'open-vote':
      return `${page.data.title} – ${page.data.body.name}`;
    case 'methods':
      return guideTitle(page.data);
    case 'round':
      return `${page.data.name} – ${page.data.organisation}`;
    case 'election':
      return page.data.result === null ? page.data.name : `Result – ${page.data.name}`;
    case 'candidates':
      return `Candidates – ${page.data.name}`;
    case 'candidate':
      return `${page.candidate.candidate.name} – ${page.data.name}`;
    case 'board':
      return `Public board – ${page.data.name}`;
    case 'check':
      return `Check it yourself – ${page.data.name}`;
    case 'test-ballots':
      return `Opened test ballots – ${page.data.name}`;
    case 'rules':
      return `Rules – ${page.data.name}`;
  }
}
