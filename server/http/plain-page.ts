/** A page of a few words without script. It reads just as well where the stylesheet (`links`, as HTML) does not arrive. */
export function plainPage({
  title,
  body,
  links,
  organisation,
}: {
  title: string;
  body: string;
  links: string;
  organisation?: string;
}): string {
  const top =
    organisation === undefined
      ? ''
      : `<header class="top"><div class="wrap"><a class="house" href="/">${escapeHtml(organisation)}</a></div></header>`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><meta name="color-scheme" content="light dark"><title>${escapeHtml(title)}</title>${links}</head>
<body><div class="page member">${top}<main id="main"><div class="wrap stack"><h1>${escapeHtml(title)}</h1>${body}</div></main></div></body></html>
`;
}

export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
