import type { TargetedPointerEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/** A row in hand. */
export interface Drag {
  readonly candidate: number;
  /** Which row of the list it was when it was taken, from 0. */
  readonly from: number;
  /** Before which row of the others it would fall; undefined off the list, where letting go changes nothing. */
  readonly slot: number | undefined;
  /** How far down the list it is from where it was taken, in pixels. */
  readonly moved: number;
  readonly height: number;
}

interface Held extends Drag {
  readonly list: HTMLElement;
  readonly row: HTMLElement;
  readonly taken: PointerEvent;
}

type Point = Pick<PointerEvent, 'clientX' | 'clientY'>;

/**
 * Rows that are dragged: with a mouse wherever nothing else is pressed, with a finger or a pen by the handle alone, since
 * a swipe over the row scrolls the page.
 */
export function useDrag(onDrop: (candidate: number, slot: number) => void) {
  const point = useRef<Point>({ clientX: 0, clientY: 0 });
  const [held, setHeld] = useState<Held>();
  const follow = () => setHeld((now) => now && { ...now, ...placeOf(now, point.current) });
  useEffect(() => held && scrollOn(() => paceAt(held, point.current), follow), [held === undefined]);
  const isOurs = (event: PointerEvent) => event.pointerId === held?.taken.pointerId;
  const take = (event: TargetedPointerEvent<HTMLElement>, candidate: number) => {
    const row = event.currentTarget;
    const list = row.parentElement;
    if (held !== undefined || list === null || !takes(event)) return;
    event.preventDefault();
    list.setPointerCapture(event.pointerId);
    point.current = event;
    const place = { from: [...list.children].indexOf(row), slot: undefined, moved: 0, height: row.offsetHeight };
    setHeld({ candidate, list, row, taken: event, ...place });
  };
  const move = (event: PointerEvent) => {
    if (!isOurs(event)) return;
    point.current = event;
    follow();
  };
  const letGo = (event: PointerEvent) => {
    if (isOurs(event)) setHeld(undefined);
  };
  const drop = (event: PointerEvent) => {
    letGo(event);
    if (isOurs(event) && held?.slot !== undefined) onDrop(held.candidate, held.slot);
  };
  const listens = { onPointerMove: move, onPointerUp: drop, onPointerCancel: letGo, onLostPointerCapture: letGo };
  return { drag: held, take, listens };
}

/** How far a row stands from its place: the one in hand follows the pointer, and those that it passed make room. */
export function shiftOf({ from, slot, moved, height }: Drag, at: number): number {
  if (at === from) return moved;
  if (slot === undefined) return 0;
  if (at < from) return at >= slot ? height : 0;
  return at <= slot ? -height : 0;
}

function takes({ button, pointerType, target }: PointerEvent): boolean {
  const on = target as Element;
  if (button !== 0) return false;
  return on.closest('.handle') !== null || (pointerType === 'mouse' && on.closest(pressed) === null);
}

const pressed = 'button, select, label, .panel';

function placeOf({ list, row, taken, height }: Held, point: Point): Pick<Drag, 'moved' | 'slot'> {
  const above = row.offsetTop - list.offsetTop;
  const moved = point.clientY + scrollY - taken.pageY;
  return { moved: between(-above, moved, list.offsetHeight - above - height), slot: slotAt(list, row, point) };
}

/** By where the rows stand without their shifts, which would answer for the pointer that they give way to. */
function slotAt(list: HTMLElement, held: Element, { clientX, clientY }: Point): number | undefined {
  const box = list.getBoundingClientRect();
  const { top, bottom } = seen();
  const margin = 40;
  // Over the bar, or out of the window, it waits for the page to scroll, and is not off a list that reaches there.
  const y = between(top, clientY, bottom);
  if (clientX < box.left - margin || clientX > box.right + margin) return undefined;
  if (y < box.top - margin || y > box.bottom + margin) return undefined;
  const others = [...list.querySelectorAll<HTMLElement>(':scope > li')].filter((row) => row !== held);
  return others.filter((row) => row.offsetTop - list.offsetTop + row.offsetHeight / 2 < clientY - box.top).length;
}

/** What of the window nothing covers: the page says it once, as the scroll-padding that keeps the focus in sight. */
function seen() {
  const { scrollPaddingTop, scrollPaddingBottom } = getComputedStyle(document.documentElement);
  return { top: Number.parseFloat(scrollPaddingTop), bottom: innerHeight - Number.parseFloat(scrollPaddingBottom) };
}

/**
 * How far each turn scrolls: the nearer to an edge the farther, not beyond the ends of the list, and never against the
 * way that the pointer went since it took the row.
 */
function paceAt({ list, taken }: Held, { clientY }: Point): number {
  const box = list.getBoundingClientRect();
  const { top, bottom } = seen();
  const edge = 64;
  const fastest = 8;
  const pace = (depth: number) => Math.ceil(between(0, depth / edge, 1) * fastest);
  const up = box.top < top ? Math.min(top + edge, taken.clientY) - clientY : 0;
  const down = box.bottom > bottom ? clientY - Math.max(bottom - edge, taken.clientY) : 0;
  return pace(down) - pace(up);
}

function between(least: number, value: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}

/** Scrolls the page until it is ended. By a timer and not by frames, so that it is as fast on every screen. */
function scrollOn(pace: () => number, onScroll: () => void): () => void {
  const timer = setInterval(() => {
    const by = pace();
    if (by === 0) return;
    scrollBy(0, by);
    onScroll();
  }, 16);
  return () => clearInterval(timer);
}
