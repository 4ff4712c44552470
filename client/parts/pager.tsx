import { TextButton } from './button.tsx';
import { countWords } from './counts.ts';

/** Which part of a long list is shown, and the way to the others. */
export function Pager({
  what,
  page,
  perPage,
  total,
  onPage,
}: {
  /** What is listed, in the plural: `people`. */
  readonly what: string;
  readonly page: number;
  readonly perPage: number;
  readonly total: number;
  readonly onPage: (page: number) => void;
}) {
  const last = Math.max(1, Math.ceil(total / perPage));
  if (last === 1) return null;
  const from = (page - 1) * perPage + 1;
  const to = Math.min(total, page * perPage);
  return (
    <nav class="pager" aria-label={`Pages of ${what}`}>
      <span aria-live="polite">
        {countWords(from)} to {countWords(to)} of {countWords(total)} {what}
      </span>
      {page > 1 && <TextButton onPress={() => onPage(page - 1)}>Earlier</TextButton>}
      {page < last && <TextButton onPress={() => onPage(page + 1)}>Further</TextButton>}
    </nav>
  );
}
