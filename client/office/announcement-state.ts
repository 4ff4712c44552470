import type { OfficeList } from '../../api/lists.ts';
import type { PlacedProblem } from '../parts/boxes.tsx';

/** Writing to a list: words first, then the mail as it will be, then how many people it goes to, read back. */
export interface Writing {
  /** Made once for what is written: a second press sends nothing again. */
  readonly id: string;
  readonly subject: string;
  readonly text: string;
  /** The mail as it will be; undefined while it is being written. */
  readonly preview: { readonly subject: string; readonly text: string } | undefined;
  readonly people: string;
  readonly busy: boolean;
  readonly problems: readonly PlacedProblem[];
  readonly done: string | undefined;
}

export type WritingEvent =
  | { readonly type: 'typed'; readonly field: 'subject' | 'text' | 'people'; readonly value: string }
  | { readonly type: 'asked' }
  | { readonly type: 'previewed'; readonly preview: { readonly subject: string; readonly text: string } }
  | { readonly type: 'back' }
  | { readonly type: 'refused'; readonly problems: readonly PlacedProblem[] }
  | { readonly type: 'sent'; readonly list: OfficeList; readonly nextId: string };

export function startWriting(id: string): Writing {
  return {
    ...{ id, subject: '', text: '', people: '' },
    ...{ preview: undefined, busy: false, problems: [], done: undefined },
  };
}

export function reduceWriting(state: Writing, event: WritingEvent): Writing {
  switch (event.type) {
    case 'typed':
      return { ...state, [event.field]: event.value, done: undefined };
    case 'asked':
      return { ...state, busy: true, problems: [] };
    case 'previewed':
      return { ...state, busy: false, preview: event.preview };
    case 'back':
      return { ...state, preview: undefined, people: '', problems: [] };
    case 'refused':
      return { ...state, busy: false, problems: event.problems };
    case 'sent': {
      const people = event.list.announcements.find(({ id }) => id === state.id)?.people ?? 0;
      const done = `It is on its way to ${people} ${people === 1 ? 'person' : 'people'}.`;
      return { ...startWriting(event.nextId), done };
    }
  }
}
