import type { OfficeView } from '../../api/office.ts';
import { anElection } from './elections.ts';

/** An election as its officers see it, all well unless said otherwise. */
export function anOffice({
  view,
  ...rest
}: Partial<Omit<OfficeView, 'view'>> & { view?: Partial<OfficeView['view']> } = {}): OfficeView {
  const shown = anElection({
    phase: 'draft',
    ...view,
  });
  return {
    view: shown,
    definition: {
      name: shown.name,
      description: '',
      timetable: {
        ...{ zone: 'UTC', opens: '2027-06-01T14:00', closes: '2027-06-15T14:00', record: '2027-05-25T14:00' },
        ...{ nominationsOpen: null, nominationsClose: null, candidates: null },
        ...{ applyBy: null, affirmBy: null, seating: null },
      },
      ties: shown.ties,
      isRegular: false,
      quorum: shown.quorum,
      contests: shown.contests.map(({ id, title, candidates }) => ({
        ...{ kind: 'people', id, title, method: 'approval', termsStartOn: '2027-07-01' },
        seats: ['00000000-0000-4000-8000-00000000005e'],
        candidates: candidates.map(({ name, affiliation }) => ({ name, affiliation, statement: '' })),
      })),
      trustees: [],
      threshold: null,
      registrar: null,
    },
    blockers: [],
    warnings: [],
    mail: { queued: 0, sent: 0, failed: 0 },
    trustees: [],
    registrar: null,
    replaced: 0,
    perDay: [],
    ...rest,
  };
}
