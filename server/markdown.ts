import MarkdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';

/** HTML in the source is text; addresses become links. */
const markdown = new MarkdownIt({ html: false, linkify: true });

/**
 * What may be left of a text that somebody wrote. No pictures: a remote one would tell its owner who reads a statement,
 * and when. No attributes but the address of a link, over https or to a mailbox.
 */
const allowed: sanitizeHtml.IOptions = {
  allowedTags: [
    ...['p', 'br', 'hr', 'strong', 'em', 's', 'a', 'ul', 'ol', 'li', 'blockquote', 'code', 'pre', 'h4', 'h5', 'h6'],
    ...['table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ],
  allowedAttributes: { a: ['href', 'rel'] },
  allowedSchemes: ['https', 'mailto'],
  allowProtocolRelative: false,
  transformTags: {
    // A heading of the text stands below the page's own.
    ...{ h1: 'h4', h2: 'h5', h3: 'h6', h4: 'h6', h5: 'h6' },
    a: (tagName, { href }) => ({
      tagName,
      attribs: { ...(href === undefined ? {} : { href }), rel: 'nofollow ugc noopener noreferrer' },
    }),
  },
};

/** Pages show the same few statements again and again. */
const known = new Map<string, string>();
const mostKnown = 500;

/** HTML from Markdown, with nothing active in it whatever was written. The same source gives the same HTML. */
export function htmlOf(source: string): string {
  const before = known.get(source);
  if (before !== undefined) return before;
  const html = sanitizeHtml(markdown.render(source), allowed);
  const oldest = known.keys().next();
  if (known.size >= mostKnown && oldest.done !== true) known.delete(oldest.value);
  known.set(source, html);
  return html;
}
