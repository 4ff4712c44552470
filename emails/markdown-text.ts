/** Words as Markdown that reads as they were written: names and titles are no mark-up, whatever is in them. */
export function asMarkdown(words: string): string {
  return words.replaceAll(/[\\`*_{}[\]<>()#+!|~&]/gu, (character) => `\\${character}`);
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' };

/** The words of HTML that the server made of Markdown, which knows four entities; `between`: what stands where a tag was. */
export function wordsOf(html: string, between: string): string {
  const words = html.replaceAll(/<[^>]*>/gu, between);
  return words.replaceAll(/&(lt|gt|quot|amp);/gu, (_, name: string) => entities[name] ?? '');
}
