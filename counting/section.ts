/** A part of the explanation of a count, for pages and print. All texts are plain. */
export interface Section {
  readonly title: string;
  readonly sentences: readonly string[];
  /** What comes in an order, the first first. */
  readonly list: readonly string[];
  readonly table: SectionTable | null;
}

/** A table, and a drawing at once: bars stand in the row whose numbers they show. */
export interface SectionTable {
  readonly caption: string;
  /** The head of the column of names first. */
  readonly columns: readonly string[];
  readonly rows: readonly SectionRow[];
  /**
   * What the rows' bars are. `amounts`: what somebody had, then what came in this step. `grades`: how many ballots give the
   * best grade, and so on to the worst.
   */
  readonly bars: 'amounts' | 'grades' | null;
  /** Where bars have to come to, or where their middle is, in thousandths of the width. */
  readonly line: { readonly at: number; readonly words: string } | null;
}

export interface SectionRow {
  readonly head: string;
  readonly cells: readonly string[];
  /** Cells that are wins or decide: places in `cells`. They are drawn strong; what they say is said by their text. */
  readonly strong: readonly number[];
  /** Whether the row's candidate is elected or goes further by this, is tied, or is out of it; a text of the row says it, too. */
  readonly mark: 'in' | 'tied' | 'out' | null;
  /** Lengths in thousandths of the width; empty where the row has no bar. */
  readonly bar: readonly number[];
}

/** What explains a count besides the count itself. */
export interface ExplainAsk {
  /** Of the candidates, in the order of the ballot. */
  readonly names: readonly string[];
  /** Everybody who stands, the first first, in the order of the count. */
  readonly order: readonly number[];
}

/** `part` of `whole` in thousandths, rounded down: a bar is drawn from it, nothing is decided by it. */
export function thousandths(part: bigint, whole: bigint): number {
  return whole <= 0n || part <= 0n ? 0 : Number((1000n * (part < whole ? part : whole)) / whole);
}

/** A row without bar and mark. */
export function plainRow(head: string, cells: readonly string[], strong: readonly number[] = []): SectionRow {
  return { head, cells, strong, mark: null, bar: [] };
}

/** A table without bars. */
export function plainTable(caption: string, columns: readonly string[], rows: readonly SectionRow[]): SectionTable {
  return { caption, columns, rows, bars: null, line: null };
}
