import { useEffect, useState } from 'preact/hooks';
import { shuffledPlaces } from '../parts/shuffle.ts';

/**
 * A new random order for every view, so that nobody gains from coming first. The server's order stands until the page
 * is taken over by the browser, and for readers without script.
 */
export function useShuffled(count: number): readonly number[] {
  const [order, setOrder] = useState(() => Array.from({ length: count }, (_, place) => place));
  useEffect(() => setOrder([...shuffledPlaces(count)]), [count]);
  return order;
}
