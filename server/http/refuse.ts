import type { ErrorRequestHandler, Request, Response } from 'express';
import type { Logger } from 'pino';
import type {} from 'pino-http';
import { problems, type ProblemDocument, type ProblemName } from '../../api/problems.ts';
import { Problem, type ProblemFacts } from '../problem.ts';
import { escapeHtml, plainPage } from './plain-page.ts';

/** The only place that knows status codes: from a refusal to its problem document, RFC 9457, or to a page of the same words. */
function refuse(request: Request, response: Response, problem: ProblemName, facts: ProblemFacts, links: string): void {
  const { status, title } = problems[problem];
  const instance = instanceOf(request);
  const document: ProblemDocument = { ...facts, type: `/problems/${problem}`, title, status, instance };
  if (problem === 'too-many-requests' || problem === 'busy') {
    response.setHeader('Retry-After', String(Number(facts['retryAfter'] ?? 60)));
  }
  response.status(status).setHeader('Cache-Control', 'no-store');
  if (request.path.startsWith('/api/')) response.type('application/problem+json').send(JSON.stringify(document));
  else response.type('html').send(page(title, facts.detail ?? '', links));
}

/** For somebody who followed a wrong link. */
function page(title: string, detail: string, links: string): string {
  const body = `<p class="lead">${escapeHtml(detail)}</p><p><a href="/">All elections</a></p>`;
  return plainPage({ title, body, links });
}

/** What body-parser and the router throw, as problems of ours; anything else is a bug. */
function problemOf(error: unknown): { name: ProblemName; facts: ProblemFacts } | undefined {
  if (error instanceof Problem) return { name: error.problem, facts: error.facts };
  const type: unknown = error instanceof Error && 'type' in error ? error.type : undefined;
  switch (type) {
    case 'entity.too.large':
      return { name: 'body-too-large', facts: { detail: 'Send less at once.' } };
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return { name: 'not-json', facts: { detail: 'Send JSON in UTF-8, not compressed.' } };
    case 'request.aborted':
    case 'request.size.invalid':
      return { name: 'malformed-request', facts: { detail: 'The request did not arrive whole. Send it again.' } };
    default:
      return error instanceof URIError ? { name: 'not-found', facts: {} } : undefined;
  }
}

/** `links`: those of the head of every page, as HTML. */
export function refusals(log: Logger, links: string): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const known = problemOf(error);
    if (known === undefined) {
      // A bug: its cause goes to the log, the asker learns only the number to quote.
      log.error({ err: error, instance: instanceOf(request) }, 'A request failed');
      const detail = `Nothing was changed. Tell the office this number: ${instanceOf(request)}`;
      refuse(request, response, 'internal-error', { detail }, links);
    } else refuse(request, response, known.name, known.facts, links);
  };
}

/** The request's number, for people to quote and for the log. */
function instanceOf({ id }: Request): string {
  return typeof id === 'object' ? '' : String(id);
}
