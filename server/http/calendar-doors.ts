import type { Express, RequestHandler } from 'express';
import { readCalendar } from '../calendar/read-calendar.ts';
import { readFeed } from '../calendar/read-feed.ts';
import type { Ports } from '../ports.ts';

/** The dates of elections for calendars, and what happens in them for readers of feeds. Both come back again and again. */
export function mountCalendars(app: Express, ports: Ports): void {
  app.get(
    '/elections/:electionId/calendar.ics',
    answer('text/calendar', (path) => readCalendar(ports, path['electionId'])),
  );
  app.get(
    '/calendar.ics',
    answer('text/calendar', () => readCalendar(ports, undefined)),
  );
  app.get(
    '/feed.xml',
    answer('application/atom+xml', () => readFeed(ports)),
  );
}

function answer(type: string, read: (path: Readonly<Record<string, string>>) => Promise<string>): RequestHandler {
  return async (request, response) => {
    const text = await read(request.params as Record<string, string>);
    response.setHeader('Content-Type', `${type}; charset=utf-8`);
    response.setHeader('Cache-Control', 'public, max-age=300');
    response.send(text);
  };
}
