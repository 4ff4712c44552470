import { h, type ComponentChild } from 'preact';
import { readProse, type ProseNode } from './prose-nodes.ts';

/**
 * Text that somebody wrote in Markdown, as the HTML that the server made of it (`server/markdown.ts`). It is built element
 * by element out of a short list: the pages' policy lets no script put HTML into a page, ours included.
 */
export function Prose({ html }: { readonly html: string }) {
  return (
    <div class="prose" dir="auto">
      {readProse(html).map(built)}
    </div>
  );
}

function built(node: ProseNode, place: number): ComponentChild {
  if (typeof node === 'string') return node;
  const { tag, href, children } = node;
  const link = href === undefined ? {} : { href, rel: 'nofollow ugc noopener noreferrer' };
  return h(tag, { key: place, ...link }, ...children.map(built));
}
