import type { ElectionView } from '../../api/elections.ts';
import type { Timetable } from '../../api/values.ts';
import type { Receipt } from '../../api/voting.ts';

/** Elections of plainly invented people, as the server describes them. */

function candidates(...names: readonly string[]) {
  return names.map((name, place) => ({
    ...{ id: `00000000-0000-4000-8000-0000000ca0${place}0`, name, affiliation: 'independent', statementHtml: '' },
    ...{ photo: null, withdrawnAt: null, majority: null, isDefault: false },
  }));
}

function seats(count: number) {
  return Array.from({ length: count }, (_, place) => ({ id: null, name: `Seat ${place + 1}`, endsOn: '2030-06-30' }));
}

export const timetable: Timetable = {
  nominationsOpen: null,
  nominationsClose: null,
  candidates: null,
  applyBy: null,
  affirmBy: null,
  record: { local: '2027-05-25T14:00', zone: 'UTC', at: '2027-05-25T14:00:00Z' },
  opens: { local: '2027-06-01T14:00', zone: 'UTC', at: '2027-06-01T14:00:00Z' },
  closes: { local: '2027-06-15T14:00', zone: 'UTC', at: '2027-06-15T14:00:00Z' },
  seating: null,
};

export function anElection(changes: Partial<ElectionView> = {}): ElectionView {
  return {
    id: 'k5xqvuR7hWbXVB',
    name: 'Board election 2027',
    description: '',
    organisation: 'Lantern Software Foundation',
    phase: 'open',
    timetable,
    isAnnounced: true,
    ties: 'lot',
    now: '2027-06-09T10:52:00Z',
    contests: [
      {
        ...{
          id: '00000000-0000-4000-8000-0000000c0001',
          kind: 'people',
          body: null,
          motion: null,
          options: null,
          affiliationCap: null,
        },
        ...{
          title: 'Board of directors',
          method: 'approval',
          seats: 2,
          namedSeats: seats(2),
          termsStartOn: '2027-07-01',
        },
        max: 4,
        candidates: candidates('Adaeze Nwosu', 'Grace Mensah-Boateng', 'Mei-Ling Duong', 'Rafael Castellano'),
      },
      {
        ...{
          id: '00000000-0000-4000-8000-0000000c0002',
          kind: 'people',
          body: null,
          motion: null,
          options: null,
          affiliationCap: null,
        },
        ...{ title: 'Audit committee', method: 'choose', seats: 1, namedSeats: seats(1), termsStartOn: '2027-07-01' },
        max: 2,
        candidates: candidates('Piotr Wasilewski', 'Noor Haddad', 'Yuki Hoshino'),
      },
    ],
    quorum: { numerator: 1, denominator: 3 },
    turnout: { roll: 12, voted: 6, needed: 4, reached: true },
    keyHolder: 'people',
    threshold: null,
    mixing: null,
    isHeldBack: false,
    trustees: [
      { name: 'Henrike Sandvoort', hasKey: true, hasDecrypted: false },
      { name: 'Bashir Qalandar', hasKey: true, hasDecrypted: false },
    ],
    registrar: null,
    fingerprint: 'JRc0',
    roll: {
      size: 12,
      hash: 'aa',
      frozenAt: '2027-05-26T09:00:00Z',
      frozenSize: 12,
      frozenHash: 'aa',
      amendments: [],
    },
    head: { height: 7, hash: 'bb', ballots: 7 },
    result: null,
    resultAt: null,
    certifiedAt: null,
    certifiedBy: null,
    ...changes,
  };
}

export function aReceipt(changes: Partial<Receipt> = {}): Receipt {
  return {
    tracker: '9Q3vK1mX',
    height: 7,
    head: 'bb',
    castAt: '2027-06-09T10:52:00Z',
    replaced: false,
    signed: null,
    ...changes,
  };
}
