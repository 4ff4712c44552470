import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import express, { type Express, type RequestHandler } from 'express';
import type { BodyList, BodyPage } from '../../api/bodies.ts';
import type { CandidatePage } from '../../api/candidates.ts';
import type { DriveList, DrivePage } from '../../api/drives.ts';
import type { ElectionList, ElectionView, TrackerPlace } from '../../api/elections.ts';
import { readOpenVote as openVoteContract, type OpenVoteList, type OpenVoteView } from '../../api/open-votes.ts';
import type { AuditPage } from '../../api/board.ts';
import { findMethod } from '../../counting/methods.ts';
import { readBody } from '../bodies/read-body.ts';
import { readPublicBodies } from '../bodies/read-public-bodies.ts';
import type { ProgrammePage } from '../../api/rounds.ts';
import { readCandidate } from '../candidates/read-candidate.ts';
import { readDrive } from '../drives/read-drive.ts';
import { readDrives } from '../drives/read-drives.ts';
import { findTracker } from '../elections/find-tracker.ts';
import { readElection } from '../elections/read-election.ts';
import { readElections } from '../elections/read-elections.ts';
import { readOpenVote } from '../open-votes/read-open-vote.ts';
import { readOpenVotes } from '../open-votes/read-open-votes.ts';
import type { Ports } from '../ports.ts';
import { readProgramme } from '../rounds/read-programme.ts';
import { Problem } from '../problem.ts';
import { readAudits } from '../voting/read-audits.ts';
import { drivePicture } from './drive-picture.ts';
import { securityHeaders } from './headers.ts';
import { mailboxDoor } from './mailbox-door.ts';

const built = new URL('../../client/dist/', import.meta.url);

/** What the gallery's built bundle renders, on the server as in the browser: pages that read without script. */
type GalleryPage =
  | { readonly at: 'list'; readonly data: ElectionList }
  | { readonly at: 'drives'; readonly data: DriveList }
  | { readonly at: 'drive'; readonly data: DrivePage }
  | { readonly at: 'round'; readonly data: ProgrammePage }
  | { readonly at: 'methods'; readonly data: { readonly organisation: string; readonly method: string | null } }
  | { readonly at: 'bodies'; readonly data: BodyList }
  | { readonly at: 'body'; readonly data: BodyPage }
  | { readonly at: 'open-votes'; readonly data: OpenVoteList }
  | { readonly at: 'open-vote'; readonly data: OpenVoteView }
  | { readonly at: 'election' | 'check' | 'rules'; readonly data: ElectionView }
  /** `seed`: drawn for each view; candidates and answers stand in an order made of it. */
  | { readonly at: 'candidates'; readonly data: ElectionView; readonly seed: number }
  | { readonly at: 'candidate'; readonly data: ElectionView; readonly candidate: CandidatePage; readonly seed: number }
  | { readonly at: 'test-ballots'; readonly data: ElectionView; readonly audits: TestBallotPage }
  | {
      readonly at: 'board';
      readonly data: ElectionView;
      readonly tracker: string;
      readonly place: TrackerPlace | null;
    };
/** Opened ballots without their texts. */
type TestBallotPage = Omit<AuditPage, 'ballots'> & {
  readonly ballots: readonly Omit<AuditPage['ballots'][number], 'text'>[];
};

interface Gallery {
  readonly renderGallery: (page: GalleryPage) => { title: string; body: string };
}

const views = ['check', 'rules'] as const;

/** The pages of every place. A place's HTML is the same for everybody; only the gallery is rendered with data. */
export async function mountPages(app: Express, ports: Ports): Promise<void> {
  // A worker has the policy of its own response: those that check a record compile the arithmetic.
  app.use(/^\/assets\/(?:check|examine|opened|registrar)\.worker-[\w-]+\.js$/, securityHeaders({ wasm: true }));
  app.use(
    '/assets',
    express.static(new URL('assets/', built).pathname, { immutable: true, maxAge: '1y', index: false }),
  );
  app.get('/vote/:electionId', await place('booth'));
  app.get('/trustee/:electionId', securityHeaders({ wasm: true }), await place('trustee'));
  app.get('/registrar/:electionId', securityHeaders({ wasm: true }), await place('registrar'));
  app.get(['/office', '/office/*rest'], await place('office'));
  app.get(
    [
      '/sign-in',
      '/set-up',
      '/me',
      '/dues',
      '/dues/:paymentId',
      '/join',
      '/affirm',
      '/confirm-address',
      '/undo-address',
      '/my-data',
      '/lists',
      '/directory',
      '/my-listing',
      '/questions/:electionId',
      '/rounds/:slug/nominate',
      '/rounds/:slug/nomination',
      '/rounds/:slug/reference',
      '/rounds/:slug/review',
      '/open-votes/:voteId',
      '/my-affiliations',
      '/nominate/:electionId',
      '/nomination',
      '/nomination/:candidacyId',
      '/support/:candidacyId',
    ],
    await place('member'),
  );
  app.get('/mailbox', mailboxDoor(ports.config), await place('mailbox'));

  const show = await gallery();
  const { organisation } = ports.config;
  app.get(
    '/',
    show(async () => ({ at: 'list', data: await readElections(ports) })),
  );
  app.get(
    '/drives',
    show(async () => ({ at: 'drives', data: await readDrives(ports) })),
  );
  app.get('/drives/:driveId.svg', drivePicture(ports));
  app.get(
    '/drives/:driveId',
    show(async ({ driveId }) => ({ at: 'drive', data: await readDrive(ports, { path: { driveId } }) })),
  );
  app.get(
    '/bodies',
    show(async () => ({ at: 'bodies', data: await readPublicBodies(ports) })),
  );
  app.get(
    '/bodies/:slug',
    show(async ({ slug }) => ({ at: 'body', data: await readBody(ports, { path: { slug } }) })),
  );
  app.get(
    '/votes',
    show(async () => ({ at: 'open-votes', data: await readOpenVotes(ports) })),
  );
  app.get(
    '/votes/:voteId',
    show(async ({ voteId }) => ({ at: 'open-vote', data: await readPublicVote(ports, voteId) })),
  );
  app.get(
    '/rounds/:slug',
    show(async ({ slug }) => ({ at: 'round', data: await readProgramme(ports, { path: { programme: slug } }) })),
  );
  app.get(
    '/methods',
    show(() => Promise.resolve({ at: 'methods', data: { organisation, method: null } })),
  );
  app.get(
    '/methods/:method',
    show(({ method }) => Promise.resolve({ at: 'methods', data: { organisation, method: knownMethod(method) } })),
  );
  app.get(
    '/elections/:electionId',
    show(async (path) => ({ at: 'election', data: await readElection(ports, { path }) })),
  );
  app.get(
    '/elections/:electionId/board',
    show(async (path, tracker) => {
      const place = tracker === '' ? null : await findTracker(ports, { path, query: { tracker } });
      return { at: 'board', data: await readElection(ports, { path }), tracker, place };
    }),
  );
  app.get(
    '/elections/:electionId/candidates',
    show(async (path) => ({ at: 'candidates', data: await readElection(ports, { path }), seed: randomInt(2 ** 32) })),
  );
  app.get(
    '/elections/:electionId/candidates/:candidateId',
    show(async (path) => {
      const candidate = await readCandidate(ports, { path });
      return { at: 'candidate', data: await readElection(ports, { path }), candidate, seed: randomInt(2 ** 32) };
    }),
  );
  app.get(
    '/elections/:electionId/test-ballots',
    securityHeaders({ wasm: true }),
    show(async (path, _tracker, page) => {
      const { ballots, ...audits } = await readAudits(ports, { path, query: { page } });
      const shown = ballots.map(({ text: _, ...ballot }) => ballot);
      return { at: 'test-ballots', data: await readElection(ports, { path }), audits: { ...audits, ballots: shown } };
    }),
  );
  for (const at of views) {
    const page = show(async (path) => ({ at, data: await readElection(ports, { path }) }));
    app.get(`/elections/:electionId/${at}`, ...(at === 'check' ? [securityHeaders({ wasm: true })] : []), page);
  }
}

function knownMethod(name: string): string {
  if (findMethod(name) === undefined)
    throw new Problem('not-found', { detail: 'Look at the list of all ways of voting.' });
  return name;
}

/** As somebody sees it who is not signed in: these pages are the same for everybody. */
function readPublicVote(ports: Ports, voteId: string): Promise<OpenVoteView> {
  const path = openVoteContract.path.safeParse({ voteId });
  if (!path.success) throw new Problem('not-found', { detail: 'Check the address.' });
  return readOpenVote(ports, { path: path.data, caller: { session: undefined } });
}

/** The links to the stylesheet and the icon of every page, as the build wrote them. */
export async function headLinks(): Promise<string> {
  const html = await readFile(new URL('gallery.html', built), 'utf8');
  return (html.match(/<link rel="(?:icon|stylesheet)"[^>]*>/g) ?? []).join('');
}

async function place(name: string): Promise<RequestHandler> {
  const html = await readFile(new URL(`${name}.html`, built), 'utf8');
  return (_request, response) => {
    response.type('html').setHeader('Cache-Control', 'no-store').send(html);
  };
}

type Show = (
  load: (
    path: { electionId: string; candidateId: string; driveId: string; slug: string; voteId: string; method: string },
    tracker: string,
    page: number,
  ) => Promise<GalleryPage>,
) => RequestHandler;

async function gallery(): Promise<Show> {
  const html = await readFile(new URL('gallery.html', built), 'utf8');
  const { renderGallery } = (await import(new URL('server/gallery.js', built).href)) as Gallery;
  return (load) => async (request, response) => {
    const tracker = typeof request.query['tracker'] === 'string' ? request.query['tracker'].slice(0, 100) : '';
    const { electionId, candidateId, driveId, slug, voteId, method } = request.params;
    const path = {
      electionId: String(electionId),
      candidateId: String(candidateId),
      driveId: String(driveId),
      slug: String(slug),
      voteId: String(voteId),
      method: String(method),
    };
    const number = Number(request.query['page']);
    const page = await load(path, tracker, Number.isInteger(number) && number > 0 ? Math.min(number, 100_000) : 1);
    const { title, body } = renderGallery(page);
    // In a script element only `<` could end the data; as \u003c it is the same JSON.
    const data = JSON.stringify(page).replaceAll('<', '\\u003c');
    const filled = html
      .replace(/<title>.*?<\/title>/s, () => `<title>${escape(title)}</title>`)
      .replace('<!--app-->', () => body)
      .replace('<!--data-->', () => `<script type="application/json" id="data">${data}</script>`);
    response.type('html').setHeader('Cache-Control', 'no-store').send(filled);
  };
}

function escape(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
