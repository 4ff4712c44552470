/** A piece of prose: a text, or an element of the list below with what is in it. */
export type ProseNode = string | ProseElement;
export interface ProseElement {
  readonly tag: string;
  /** Of a link: an address over https, or a mailbox. */
  readonly href: string | undefined;
  readonly children: ProseNode[];
}

const elements = new Set([
  ...['p', 'br', 'hr', 'strong', 'em', 's', 'a', 'ul', 'ol', 'li', 'blockquote', 'code', 'pre', 'h4', 'h5', 'h6'],
  ...['table', 'thead', 'tbody', 'tr', 'th', 'td'],
]);
const withoutContent = new Set(['br', 'hr']);
const token = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z]+="[^"<>]*")*)\s*\/?>|[^<]+|</gu;
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' };

/**
 * Reads the HTML that our server writes, and nothing more of HTML than that. Whatever is not on the list is left out, and
 * what is in it stays as text; so even a hole in the server's filter could bring nothing active into a page.
 */
export function readProse(html: string): readonly ProseNode[] {
  const root: ProseElement = { tag: '', href: undefined, children: [] };
  const open = [root];
  for (const [whole, slash, tag = '', attributes = ''] of html.matchAll(token)) {
    const inside = open.at(-1) ?? root;
    if (tag === '') inside.children.push(decoded(whole));
    else if (!elements.has(tag)) continue;
    else if (slash === '/') close(open, tag);
    else {
      const element = { tag, href: tag === 'a' ? hrefIn(attributes) : undefined, children: [] };
      inside.children.push(element);
      if (!withoutContent.has(tag)) open.push(element);
    }
  }
  return root.children;
}

/** Ends the innermost open element of this name, and whatever is open within it. */
function close(open: ProseElement[], tag: string): void {
  const place = open.findLastIndex((element) => element.tag === tag);
  if (place > 0) open.length = place;
}

function hrefIn(attributes: string): string | undefined {
  const href = decoded(/\shref="([^"]*)"/u.exec(attributes)?.[1] ?? '');
  return /^(?:https:\/\/|mailto:)/iu.test(href) ? href : undefined;
}

/** The four entities that the server writes; any other stays as it stands. */
function decoded(text: string): string {
  return text.replaceAll(/&(lt|gt|quot|amp);/gu, (whole, name: string) => entities[name] ?? whole);
}
