import type { OfficeOpenVotes, OpenVoteForm, Visibility } from '../../api/open-votes.ts';
import type { PlacedProblem } from '../parts/boxes.tsx';

/** The form of an open vote, everything as it was typed. */
export interface VoteDraft {
  readonly bodyId: string;
  readonly title: string;
  readonly text: string;
  readonly replaces: string;
  readonly moverId: string;
  readonly seconderId: string;
  readonly manner: 'meeting' | 'without';
  readonly on: string;
  readonly zone: string;
  readonly opens: string;
  readonly closes: string;
  readonly visibility: Visibility;
}
export interface VoteDrafting {
  readonly draft: VoteDraft;
  readonly busy: boolean;
  readonly problems: readonly PlacedProblem[];
}

export type TypedField = Exclude<keyof VoteDraft, 'manner' | 'visibility'>;
export type VoteDraftEvent =
  | { readonly type: 'typed'; readonly field: TypedField; readonly value: string }
  | { readonly type: 'manner-chosen'; readonly manner: VoteDraft['manner'] }
  | { readonly type: 'visibility-chosen'; readonly visibility: Visibility }
  | { readonly type: 'template-taken'; readonly template: 'resolution' | 'award'; readonly facts: TemplateFacts }
  | { readonly type: 'saving' }
  | { readonly type: 'refused'; readonly problems: readonly PlacedProblem[] };

/** What a template is filled with. `now`: an instant, ISO 8601. */
export type TemplateFacts = Pick<OfficeOpenVotes, 'organisation' | 'now'>;

export const emptyDraft: VoteDraft = {
  ...{ bodyId: '', title: '', text: '', replaces: '', moverId: '', seconderId: '' },
  ...{ manner: 'without', on: '', zone: 'UTC', opens: '', closes: '', visibility: 'public' },
};

export function startDrafting(form: OpenVoteForm | undefined): VoteDrafting {
  return { draft: form === undefined ? emptyDraft : draftOf(form), busy: false, problems: [] };
}

export function reduceVoteDraft(state: VoteDrafting, event: VoteDraftEvent): VoteDrafting {
  const { draft } = state;
  switch (event.type) {
    case 'typed':
      return { ...state, draft: typed(draft, event.field, event.value) };
    case 'manner-chosen':
      return { ...state, draft: { ...draft, manner: event.manner } };
    case 'visibility-chosen':
      return { ...state, draft: { ...draft, visibility: event.visibility } };
    case 'template-taken':
      return { ...state, draft: templated(draft, event.template, event.facts) };
    case 'saving':
      return { ...state, busy: true, problems: [] };
    case 'refused':
      return { ...state, busy: false, problems: event.problems };
  }
}

/** Another body has other members. */
function typed(draft: VoteDraft, field: TypedField, value: string): VoteDraft {
  return { ...draft, ...(field === 'bodyId' ? { moverId: '', seconderId: '' } : {}), [field]: value };
}

/**
 * Puts the words before what is typed already. Who was proposed for an award and does not get it is nobody's business:
 * such a vote begins as one that stays unpublished unless it is adopted.
 */
function templated(draft: VoteDraft, template: 'resolution' | 'award', facts: TemplateFacts): VoteDraft {
  if (template === 'resolution') return { ...draft, text: `RESOLVED, that ${draft.text}` };
  const [year, month] = facts.now.split('-').map(Number);
  const quarter = Math.ceil((month ?? 1) / 3);
  const words = `RESOLVED, that the ${facts.organisation} award the ${year ?? ''} Q${quarter} [award] to the following members for [reason]:\n\n- [name]`;
  return { ...draft, text: [words, draft.text].join('\n').trim(), visibility: 'unless-adopted' };
}

export function formOf({ manner, on, zone, opens, closes, ...rest }: VoteDraft): OpenVoteForm {
  return {
    ...rest,
    manner: manner === 'meeting' ? { kind: 'meeting', on } : { kind: 'without', zone, opens, closes },
  };
}

function draftOf({ manner, ...rest }: OpenVoteForm): VoteDraft {
  if (manner.kind === 'meeting') return { ...emptyDraft, ...rest, manner: 'meeting', on: manner.on };
  const { zone, opens, closes } = manner;
  return { ...emptyDraft, ...rest, manner: 'without', zone, opens, closes };
}
