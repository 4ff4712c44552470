import type { nominateForProgramme } from '../../api/rounds.ts';
import type { Request } from '../call.ts';
import type { PlacedProblem } from '../parts/boxes.tsx';

/** The form of a nomination. */
export interface Proposal {
  readonly name: string;
  readonly email: string;
  readonly accomplishments: string;
  readonly ownName: string;
  readonly ownEmail: string;
  readonly references: readonly { readonly name: string; readonly email: string }[];
  readonly problems: readonly PlacedProblem[];
  readonly isBusy: boolean;
  readonly sent: 'received' | 'mailed' | undefined;
}

export const noProposal: Proposal = {
  ...{ name: '', email: '', accomplishments: '', ownName: '', ownEmail: '' },
  ...{ references: [], problems: [], isBusy: false, sent: undefined },
};

export type ProposalEvent =
  | {
      readonly type: 'typed';
      readonly field: 'name' | 'email' | 'accomplishments' | 'ownName' | 'ownEmail';
      readonly value: string;
    }
  | { readonly type: 'reference-added' }
  | { readonly type: 'reference-removed'; readonly place: number }
  | {
      readonly type: 'reference-typed';
      readonly place: number;
      readonly field: 'name' | 'email';
      readonly value: string;
    }
  | { readonly type: 'sending' }
  | { readonly type: 'sent'; readonly state: 'received' | 'mailed' }
  | { readonly type: 'refused'; readonly problems: readonly PlacedProblem[] };

export function reduceProposal(state: Proposal, event: ProposalEvent): Proposal {
  switch (event.type) {
    case 'typed':
      return { ...state, [event.field]: event.value };
    case 'reference-added':
      return { ...state, references: [...state.references, { name: '', email: '' }] };
    case 'reference-removed':
      // What was wrong named fields by their places, which now are others.
      return { ...state, references: state.references.filter((_, place) => place !== event.place), problems: [] };
    case 'reference-typed': {
      const { place, field, value } = event;
      const references = state.references.map((one, at) => (at === place ? { ...one, [field]: value } : one));
      return { ...state, references };
    }
    case 'sending':
      return { ...state, isBusy: true, problems: [] };
    case 'sent':
      return { ...state, isBusy: false, sent: event.state };
    case 'refused':
      return { ...state, isBusy: false, problems: event.problems };
  }
}

/** What the form says, as it is sent. */
export function bodyOf(state: Proposal, isSignedIn: boolean): Request<typeof nominateForProgramme>['body'] {
  return {
    nominee: { name: state.name, email: state.email.trim() === '' ? null : state.email },
    accomplishments: state.accomplishments,
    references: [...state.references],
    nominator: isSignedIn ? null : { name: state.ownName, email: state.ownEmail },
  };
}

/** The field that a pointer of a refusal means, as its label says it. */
export function fieldName(pointer: string): string {
  const [, , first = '', second = '', third = ''] = pointer.split('/');
  if (first === 'nominee') return second === 'email' ? 'Their mail address' : 'Whom you nominate';
  if (first === 'nominator') return second === 'email' ? 'Your mail address' : 'Your name';
  if (first === 'accomplishments') return 'What they have done';
  if (first !== 'references') return 'Nomination';
  return second === '' ? 'References' : `${third === 'email' ? 'Address' : 'Name'} of reference ${Number(second) + 1}`;
}
