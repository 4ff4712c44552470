import type { ElectionView } from '../../api/elections.ts';
import type { Receipt } from '../../api/voting.ts';

/** Elections of plainly invented people, as the server describes them. */

function candidates(...names: readonly string[]) {
  return names.map((name) => ({ name, affiliation: 'independent', statement: '' }));
}

export function anElection(changes: Partial<ElectionView> = {}): ElectionView {
  return {
    id: 'k5xqvuR7hWbXVB',
    name: 'Board election 2027',
    description: '',
    organisation: 'Lantern Software Foundation',
    phase: 'open',
    opens: { local: '2027-06-01T14:00', zone: 'UTC', at: '2027-06-01T14:00:00Z' },
    closes: { local: '2027-06-15T14:00', zone: 'UTC', at: '2027-06-15T14:00:00Z' },
    now: '2027-06-09T10:52:00Z',
    contests: [
      {
        title: 'Board of directors',
        method: 'approval',
        seats: 2,
        max: 4,
        candidates: candidates('Adaeze Nwosu', 'Grace Mensah-Boateng', 'Mei-Ling Duong', 'Rafael Castellano'),
      },
      {
        title: 'Audit committee',
        method: 'choose',
        seats: 1,
        max: 2,
        candidates: candidates('Piotr Wasilewski', 'Noor Haddad', 'Yuki Hoshino'),
      },
    ],
    quorum: { numerator: 1, denominator: 3 },
    turnout: { roll: 12, voted: 6, needed: 4, reached: true },
    keyHolder: 'people',
    trustees: [
      { name: 'Henrike Sandvoort', hasKey: true, hasDecrypted: false },
      { name: 'Bashir Qalandar', hasKey: true, hasDecrypted: false },
    ],
    fingerprint: 'JRc0',
    roll: {
      record: { local: '2027-05-25T14:00', zone: 'UTC', at: '2027-05-25T14:00:00Z' },
      affirmBy: null,
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
  return { tracker: '9Q3vK1mX', height: 7, head: 'bb', castAt: '2027-06-09T10:52:00Z', replaced: false, ...changes };
}
