import { millisOf } from '../clock.ts';
import { span } from '../parts/when.ts';
import type { Moment } from './moment.ts';

/** How long voting is open: the plainest way to see a wrong month. */
export function openFor(opens: Moment, closes: Moment): string {
  if (opens.is !== 'known' || closes.is !== 'known') return '';
  const length = millisOf(closes.at) - millisOf(opens.at);
  return length > 0 ? `Voting is open for ${span(length)}.` : 'Voting would close before it opens.';
}
