/**
 * Text that somebody wrote in Markdown. The server made the HTML with nothing active in it (`server/markdown.ts`); this is
 * the only place of the pages that takes HTML as it is.
 */
export function Prose({ html }: { readonly html: string }) {
  return <div class="prose" dir="auto" dangerouslySetInnerHTML={{ __html: html }} />;
}
