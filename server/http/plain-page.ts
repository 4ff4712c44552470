/** A page of a few words without script. It reads just as well where the stylesheet (`links`, as HTML) does not arrive. */
export function plainPage({ title, body, links }: { title: string; body: string; links: string }): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><meta name="color-scheme" content="light dark"><title>${escapeHtml(title)}</title>${links}</head>
<body><div class="page member"><main id="main"><div class="wrap stack"><h1>${escapeHtml(title)}</h1>${body}</div></main></div></body></html>
`;
}

export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
