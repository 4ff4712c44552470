import { h, type ComponentChild } from 'preact';
import { readProse, type ProseNode } from './prose-nodes.ts';

/**
 * Text that somebody wrote in Markdown, as the HTML that the server made of it (`server/markdown.ts`). It is built element
 * by element out of a short list: the pages' policy lets no script put HTML into a page, ours included.
 */
export function Prose({
  html,
  level = 4,
}: {
  readonly html: string;
  /** Of its highest headings. */ readonly level?: 2 | 3 | 4;
}) {
  return (
    <div class="prose" dir="auto">
      {readProse(html).map((node, place) => built(node, place, 4 - level))}
    </div>
  );
}

/** `raised`: by how many levels its headings stand higher than the server wrote them. */
function built(node: ProseNode, place: number, raised: number): ComponentChild {
  if (typeof node === 'string') return node;
  const { tag, href, children } = node;
  const name = /^h[456]$/u.test(tag) ? `h${Number(tag[1]) - raised}` : tag;
  const link = href === undefined ? {} : { href, rel: 'nofollow ugc noopener noreferrer' };
  return h(name, { key: place, ...link }, ...children.map((child, below) => built(child, below, raised)));
}
