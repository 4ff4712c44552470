import type { DriveView } from '../../api/drives.ts';
import { progressWords } from '../../membership/progress.ts';

const width = 480;
const height = 108;
const inner = width - 32;

/**
 * The drive as a picture for other sites: title, bar, and the sentence that says it. No script, no font and no link is in
 * it; its colours follow the reader's light or dark. The title and the description say all of it to who cannot see it.
 */
export function driveSvg(drive: DriveView): string {
  const words = progressWords({
    reached: drive.reached,
    amount: drive.goal.amount,
    tierName: drive.tierName,
    currency: drive.goal.kind === 'money' ? drive.goal.currency : null,
  });
  const filled = Math.max(0, Math.min(inner, Math.floor((drive.reached * inner) / drive.goal.amount)));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="t d">
<title id="t">${escaped(drive.title)}</title>
<desc id="d">${escaped(words)}</desc>
<style>${style}</style>
<rect class="card" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="10"/>
<text class="ink strong" x="16" y="32">${escaped(shortened(drive.title, 46))}</text>
<rect class="ground" x="16" y="46" width="${inner}" height="16" rx="8"/>
${drive.reached > 0 ? `<rect class="fill" x="16" y="46" width="${Math.max(filled, 16)}" height="16" rx="8"/>\n` : ''}<text class="ink" x="16" y="88">${escaped(shortened(words, 64))}</text>
</svg>
`;
}

const style = [
  "text{font:15px system-ui,'Segoe UI',sans-serif}.strong{font-weight:620;font-size:17px}",
  '.card{fill:#fff;stroke:#85888a}.ink{fill:#1a1d1f}.ground{fill:#e9e7e0;stroke:#85888a}.fill{fill:#0b5a63}',
  '@media (prefers-color-scheme:dark){.card{fill:#181d20;stroke:#78828a}.ink{fill:#eceff0}.ground{fill:#2a3135;stroke:#78828a}.fill{fill:#78c7cf}}',
].join('');

/** What does not fit the picture; the description has it whole. */
function shortened(text: string, most: number): string {
  const letters = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`;
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
