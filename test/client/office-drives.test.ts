import { expect, test } from 'vitest';
import { addressOf, formOf, noDrive, reduceDrive, type DriveEvent } from '../../client/office/drive-state.ts';

function after(...events: readonly DriveEvent[]) {
  return events.reduce(reduceDrive, noDrive);
}

test('the address of a drive follows its title until somebody types one', () => {
  const titled = after({ type: 'typed', field: 'title', value: '100 new members: Québec & Łódź!' });
  expect(titled.draft.id).toBe('100-new-members-quebec-odz');
  const typed = reduceDrive(titled, { type: 'typed', field: 'id', value: 'winter' });
  expect(reduceDrive(typed, { type: 'typed', field: 'title', value: 'Another title' }).draft.id).toBe('winter');
  expect(addressOf('—')).toBe('');
});

test('money is typed in units and sent in minor units, and what is no amount is sent as none', () => {
  const money = after({ type: 'counts-chosen', counts: 'money' });
  const goalFor = (amount: string, currency = 'USD') => formOf({ ...money.draft, amount, currency }).goal;
  expect(goalFor('60,000')).toEqual({ kind: 'money', currency: 'USD', amount: 6_000_000 });
  expect(goalFor('60000', 'JPY')).toEqual({ kind: 'money', currency: 'JPY', amount: 60_000 });
  for (const wrong of ['-5', '1e9', '12.345', '', 'much']) expect(goalFor(wrong).amount).toBe(0);
  expect(goalFor('5', 'nothing').amount).toBe(0);
});

test('a drive that is changed shows its goal as it was typed', () => {
  const drive = {
    ...{ id: 'winter', title: 'Winter', about: '', tierName: null, reached: 0, state: 'running' as const },
    goal: { kind: 'money' as const, currency: 'USD', amount: 1_234_56 },
    begins: { local: '2027-05-01T00:00', zone: 'UTC', at: '2027-05-01T00:00:00Z' },
    ends: { local: '2027-06-01T00:00', zone: 'UTC', at: '2027-06-01T00:00:00Z' },
  };
  const chosen = after({ type: 'chosen', drive });
  expect(chosen.draft.amount).toBe('1234.56');
  expect(formOf(chosen.draft).goal).toEqual(drive.goal);
});
