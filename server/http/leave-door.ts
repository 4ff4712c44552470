import express, { type Express } from 'express';
import { findListToLeave, leaveByLink } from '../lists/leave-by-link.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { plainPage } from './plain-page.ts';

const route = '/lists/leave/:token';

/**
 * The way out of a list, RFC 8058. A mail program posts to it for its reader: without cookies, from no page of ours, as a
 * form. It needs no script, and knows nobody: whoever has the link, which stands in one mail, can leave that one list
 * and do nothing else. Opening the page changes nothing.
 */
export function mountLeaveDoor(app: Express, ports: Ports, links: string): void {
  const { organisation } = ports.config;
  app.get(route, async (request, response) => {
    const { name } = await findListToLeave(ports, request.params.token);
    const title = `Leave the list ${name}`;
    const body = `<p class="lead">You get no more mail from this list when you press the button.</p>${leaveForm}<p class="soft">What an election must tell you because you are on its roll still comes.</p>`;
    response.type('html').setHeader('Cache-Control', 'no-store').send(plainPage({ title, body, links, organisation }));
  });
  const form = express.raw({ type: () => true, limit: 2048, inflate: false });
  app.post(route, form, async (request, response) => {
    if (!isOneClick(request.body)) {
      throw new Problem('malformed-request', { detail: 'Send the form List-Unsubscribe=One-Click.' });
    }
    const { name } = await leaveByLink(ports, request.params.token);
    const title = `You have left the list ${name}`;
    const body = `<p class="lead">No more mail comes from it.</p><p>You can join it again on <a href="/lists">the page of the lists</a>.</p>`;
    response.type('html').setHeader('Cache-Control', 'no-store').send(plainPage({ title, body, links, organisation }));
  });
}

const leaveForm =
  '<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click"><p class="buttons"><button class="button" type="submit">Leave the list</button></p></form>';

/** The form as `application/x-www-form-urlencoded` or `multipart/form-data`; mail programs may send either. */
function isOneClick(body: unknown): boolean {
  const text = body instanceof Uint8Array ? new TextDecoder().decode(body) : '';
  return (
    new URLSearchParams(text.trim()).get('List-Unsubscribe') === 'One-Click' ||
    /name="?List-Unsubscribe"?\r?\n(?:[^\r\n]+\r?\n)*\r?\nOne-Click\r?\n/iu.test(text)
  );
}
