import { tokenAhead } from '../api/token-ahead.ts';
import type { Ask, Endpoint, Reply } from '../api/endpoint.ts';
import type { ProblemDocument } from '../api/problems.ts';
import { readTrustee, shuffleRoute, trusteeHeader, type TrusteeView } from '../api/trustees.ts';
import { Told } from './told.ts';

export { Told };

/** A mailed link, `https://vote.example/PLACE/ELECTION#TOKEN`, in its parts. */
export interface MailedLink {
  readonly site: string;
  readonly electionId: string;
  readonly token: string;
}

export function mailedLink(text: string, place: string): MailedLink {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const [, at, electionId = ''] = url?.pathname.split('/') ?? [];
  const token = url?.hash.slice(1) ?? '';
  if (url === undefined || at !== place || electionId === '' || token === '')
    throw new Told(`This is not the link of a mail to the ${place}. Copy the whole line, in quotation marks.`);
  return { site: url.origin, electionId, token };
}

/** Calls an endpoint that changes something or takes a mailed link. A refusal is told in its own words. */
export async function callSite<E extends Endpoint>(
  endpoint: E,
  { site, electionId }: Pick<MailedLink, 'site' | 'electionId'>,
  body: Ask<E>['body'],
): Promise<Reply<E>> {
  const response = await fetchSite(`${site}${endpoint.route.replace(':electionId', encodeURIComponent(electionId))}`, {
    method: endpoint.method,
    headers: { 'content-type': 'application/json', origin: site, ...tokenAhead(endpoint, body) },
    body: JSON.stringify(body),
  });
  return (await replyOf(response, endpoint)) as Reply<E>;
}

/** Sends a shuffle as it is: it can be of many megabytes, so the token goes ahead of it. */
export async function sendShuffle(
  { site, electionId, token }: MailedLink,
  { shuffle, after }: { readonly shuffle: string; readonly after: number },
): Promise<TrusteeView> {
  const path = shuffleRoute.replace(':electionId', encodeURIComponent(electionId));
  const response = await fetchSite(`${site}${path}?after=${after}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: site, ...trusteeHeader(token) },
    body: shuffle,
  });
  return (await replyOf(response, readTrustee)) as TrusteeView;
}

async function replyOf(response: Response, { reply: promised }: Pick<Endpoint, 'reply'>): Promise<unknown> {
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw new Told(refusalWords(answer));
  const reply = promised.safeParse(answer);
  if (reply.success) return reply.data;
  const { origin } = new URL(response.url);
  throw new Told(`The answer of ${origin} is not what was promised. Is this program as new as the server?`);
}

/** The public record of an election. */
export async function fetchRecord(route: string, site: string, electionId: string): Promise<Uint8Array> {
  const response = await fetchSite(`${site}${route.replace(':electionId', encodeURIComponent(electionId))}`, {});
  if (!response.ok) throw new Told('The election is not published yet.');
  return new Uint8Array(await response.arrayBuffer());
}

async function fetchSite(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, { ...init, redirect: 'error' });
  } catch {
    throw new Told(`${new URL(address).origin} did not answer. Nothing is lost: run the same command again.`);
  }
}

function refusalWords(answer: unknown): string {
  const { title, detail } = (typeof answer === 'object' && answer !== null ? answer : {}) as Partial<ProblemDocument>;
  return [title ?? 'The server refused', detail ?? ''].filter((words) => words !== '').join('. ');
}
