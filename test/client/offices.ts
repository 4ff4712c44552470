import type { OfficeView } from '../../api/office.ts';
import { anElection } from './elections.ts';

/** An election as its officers see it, all well unless said otherwise. */
export function anOffice({
  view,
  ...rest
}: Partial<Omit<OfficeView, 'view'>> & { view?: Partial<OfficeView['view']> } = {}): OfficeView {
  const shown = anElection({
    phase: 'draft',
    opens: { local: '2027-06-01T14:00', zone: 'UTC', at: '2027-06-01T14:00:00Z' },
    closes: { local: '2027-06-15T14:00', zone: 'UTC', at: '2027-06-15T14:00:00Z' },
    ...view,
  });
  return {
    view: shown,
    definition: {
      name: shown.name,
      description: '',
      zone: 'UTC',
      opens: '2027-06-01T14:00',
      closes: '2027-06-15T14:00',
      record: '2027-05-25T14:00',
      affirmBy: null,
      isRegular: false,
      quorum: shown.quorum,
      contests: shown.contests,
      trustees: [],
    },
    blockers: [],
    warnings: [],
    mail: { queued: 0, sent: 0, failed: 0 },
    trustees: [],
    replaced: 0,
    perDay: [],
    ...rest,
  };
}
