/** Plain text that a person wrote, blank lines between paragraphs; single line feeds are kept as line breaks. */
export function Paragraphs({ text }: { readonly text: string }) {
  return (
    <div class="prose" dir="auto">
      {text.split(/\n\s*\n/u).map((paragraph, place) => (
        <p key={place} class="lines">
          {paragraph}
        </p>
      ))}
    </div>
  );
}
