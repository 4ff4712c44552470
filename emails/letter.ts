/** What every mail is: facts in, `{ subject, text, html }` out. No images, no pixels, no wrapped links. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Where the list that this mail comes from is left by one press (RFC 8058); only list mail has it. */
  readonly leaveLink?: string;
}

/** A mail as it is thought of: what is said, one button, and what is said after it. */
export interface Content {
  readonly organisation: string;
  readonly subject: string;
  /** The first line: why the reader gets this. */
  readonly why: string;
  readonly paragraphs: readonly string[];
  /** Text that staff wrote, in both forms; the HTML was made safe where it was made. */
  readonly prose?: { readonly text: string; readonly html: string };
  /** A short value to read or copy: a code, a tracker. */
  readonly value?: string;
  readonly button?: { readonly words: string; readonly link: string };
  readonly after: readonly string[];
  /** The way out of the list that it comes from; it stands last. */
  readonly leave?: { readonly words: string; readonly link: string };
}

/** Renders a mail as text and as HTML of the same words. */
export function letter(content: Content): Letter {
  // A subject is one header line whatever a name holds.
  const subject = oneLine(content.subject);
  const { leave } = content;
  const written = { subject, text: asText(content), html: asHtml({ ...content, subject }) };
  return leave === undefined ? written : { ...written, leaveLink: leave.link };
}

export function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim();
}

function asText({ organisation, why, paragraphs, prose, value, button, after, leave }: Content): string {
  const parts = [why, ...paragraphs, ...(prose === undefined ? [] : [prose.text])];
  if (value !== undefined) parts.push(`    ${value}`);
  if (button !== undefined) parts.push(`${button.words}:\n${button.link}`);
  const last = leave === undefined ? [] : [`${leave.words}:\n${leave.link}`];
  return `${[...parts, ...after, ...last, `-- \n${organisation}`].join('\n\n')}\n`;
}

const font = "font:17px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif";

function asHtml({ organisation, subject, why, paragraphs, prose, value, button, after, leave }: Content): string {
  // A line feed within a paragraph, in what a person wrote, is one to the reader too.
  const say = (text: string) => `<p style="margin:0 0 16px">${escape(text).replaceAll('\n', '<br>')}</p>`;
  const valueBlock =
    value === undefined
      ? ''
      : `<p style="margin:0 0 16px;font:600 22px/1.5 ui-monospace,Menlo,Consolas,monospace;letter-spacing:.04em;word-break:break-all">${escape(value)}</p>`;
  const buttonBlock =
    button === undefined
      ? ''
      : `<p style="margin:24px 0 8px"><a href="${escape(button.link)}" style="display:inline-block;padding:14px 24px;border-radius:8px;background:#0b5a63;color:#ffffff;font-weight:600;text-decoration:none">${escape(button.words)}</a></p>
<p style="margin:0 0 24px;font-size:13px;word-break:break-all">${escape(button.link)}</p>`;
  const leaveBlock =
    leave === undefined
      ? ''
      : `<p style="margin:0 0 16px;font-size:15px"><a href="${escape(leave.link)}">${escape(leave.words)}</a></p>`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escape(subject)}</title></head>
<body style="margin:0;padding:24px;${font}">
<div style="max-width:600px;margin:0 auto">
<p style="margin:0 0 24px;font-weight:600">${escape(organisation)}</p>
${say(why)}
${paragraphs.map(say).join('\n')}
${prose?.html ?? ''}
${valueBlock}
${buttonBlock}
${after.map(say).join('\n')}
${leaveBlock}
</div></body></html>
`;
}

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
