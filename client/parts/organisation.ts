import { readElections } from '../../api/elections.ts';
import { useReading } from './reading.ts';

/** The name at the top of every page; empty until it is known. */
export function useOrganisation(): string {
  return useReading(readElections, {}).reply?.organisation ?? '';
}
