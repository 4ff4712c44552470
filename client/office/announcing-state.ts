import type { Announcements, NoticeKind } from '../../api/announcing.ts';
import type { PlacedProblem } from '../parts/boxes.tsx';

/** An announcement on its way: chosen, edited, looked at, read back, sent. What was edited stays with its kind. */
export interface Announcing {
  /** Made once for what is written: a second press sends nothing again. */
  readonly id: string;
  readonly kind: NoticeKind;
  readonly edited: Readonly<Partial<Record<NoticeKind, Words>>>;
  readonly preview: Preview | undefined;
  readonly audience: string;
  readonly people: string;
  readonly busy: boolean;
  readonly problems: readonly PlacedProblem[];
  readonly done: string | undefined;
}

export interface Words {
  readonly subject: string;
  readonly markdown: string;
}

export interface Preview {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export type AnnouncingEvent =
  | { readonly type: 'kind-chosen'; readonly kind: NoticeKind }
  | { readonly type: 'typed'; readonly words: Words }
  | { readonly type: 'started-over' }
  | { readonly type: 'asked' }
  | { readonly type: 'previewed'; readonly preview: Preview }
  | { readonly type: 'back' }
  | { readonly type: 'audience-chosen'; readonly audience: string }
  | { readonly type: 'people-typed'; readonly people: string }
  | { readonly type: 'refused'; readonly problems: readonly PlacedProblem[] }
  | { readonly type: 'sent'; readonly people: number; readonly nextId: string };

export function startAnnouncing(id: string, { drafts }: Announcements): Announcing {
  const due = drafts.findLast(({ notYet }) => notYet === null) ?? drafts[0];
  return {
    ...{ id, kind: due?.kind ?? 'dates', edited: {}, preview: undefined, audience: 'roll', people: '' },
    ...{ busy: false, problems: [], done: undefined },
  };
}

/** What is to be sent: as edited, or as drafted. */
export function wordsOf({ kind, edited }: Announcing, { drafts }: Announcements): Words {
  return edited[kind] ?? drafts.find((draft) => draft.kind === kind) ?? { subject: '', markdown: '' };
}

export function reduceAnnouncing(state: Announcing, event: AnnouncingEvent): Announcing {
  switch (event.type) {
    case 'kind-chosen':
      return { ...state, kind: event.kind, preview: undefined, people: '', problems: [], done: undefined };
    case 'typed':
      return { ...state, edited: { ...state.edited, [state.kind]: event.words }, done: undefined };
    case 'started-over':
      return { ...state, edited: { ...state.edited, [state.kind]: undefined } };
    case 'asked':
      return { ...state, busy: true, problems: [] };
    case 'previewed':
      return { ...state, busy: false, preview: event.preview };
    case 'back':
      return { ...state, preview: undefined, people: '', problems: [] };
    case 'audience-chosen':
      return { ...state, audience: event.audience, people: '' };
    case 'people-typed':
      return { ...state, people: event.people };
    case 'refused':
      return { ...state, busy: false, problems: event.problems };
    case 'sent': {
      const done = `It is on its way to ${event.people} ${event.people === 1 ? 'person' : 'people'}.`;
      return { ...state, id: event.nextId, preview: undefined, people: '', busy: false, done };
    }
  }
}
