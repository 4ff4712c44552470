import { lotOrders } from '../protocol/lot.ts';
import type { Report } from '../protocol/verify-record.ts';
import { printable } from './words.ts';

export interface Lot {
  /** 64 hexadecimal digits. */
  readonly seed: string;
  /** For each contest the ids of its candidates, who wins a tie first; null where the rules name none. */
  readonly orders: readonly (readonly string[] | null)[];
}

/** The lot of a record, worked out again from what its trustees opened; null without one, or while parts are missing. */
export function lotOf({ lot, election }: Report): Lot | null {
  return lot === null ? null : { seed: lot, orders: lotOrders(lot, election?.rules) };
}

/** How ties fall in a contest, in words; undefined where the rules do not say which candidate each answer is. */
export function orderWords(report: Report, place: number, answers: readonly string[]): string | undefined {
  const order = lotOf(report)?.orders[place] ?? [];
  if (order.length === 0) return undefined;
  const candidates = candidatesOf(report.election?.rules, place);
  if (candidates.length !== answers.length) return undefined;
  const names = order.map((id) => printable(answers[candidates.indexOf(id)] ?? ''));
  return `By lot, the first wins a tie: ${names.join(', ')}.`;
}

/** Of rules for which `lotOrders` found an order. */
function candidatesOf(rules: unknown, place: number): readonly string[] {
  return (rules as { contests: { candidates: readonly string[] }[] }).contests[place]?.candidates ?? [];
}

export function seedWords(seed: string): string {
  return `The lot that breaks ties is ${seed}. It follows from this record: anybody can work it out again.`;
}
