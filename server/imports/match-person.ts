import type { ImportMap } from '../../api/imports.ts';
import type { KnownPeople, KnownPerson } from '../../db/imports.ts';
import type { RowFields } from './read-row.ts';
import { isSameName } from './same-name.ts';

/** Whom a row is about. `doubt`: perhaps somebody; a person must look. */
export type Match =
  | { readonly kind: 'nobody'; readonly note: string | null }
  | {
      readonly kind: 'person';
      readonly person: KnownPerson;
      readonly note: string | null;
      readonly keepsAddress: boolean;
    }
  | { readonly kind: 'doubt'; readonly person: KnownPerson; readonly reason: string }
  | { readonly kind: 'error'; readonly reason: string };

/** By member number, else by the present address, else by a former one; undefined: by none of these. */
export function matchPerson(fields: RowFields, people: KnownPeople): Match | undefined {
  if (fields.number !== undefined) return byNumber(fields.number, fields, people);
  const email = fields.email ?? '';
  const present = people.byAddress.get(email);
  if (present !== undefined) return atAddress(present, fields, present.email !== email);
  const former = people.byFormerAddress.get(email) ?? [];
  const [left, another] = former;
  if (left !== undefined && another !== undefined && another.id !== left.id)
    return doubt(left, `Several members had the address ${email} once.`);
  if (left !== undefined) return atAddress(left, fields, true);
  return undefined;
}

function byNumber(number: string, fields: RowFields, people: KnownPeople): Match {
  const person = people.byNumber.get(number);
  if (person === undefined) return { kind: 'error', reason: `Nobody here has the member number ${number}` };
  const holder = fields.email === undefined ? undefined : people.byAddress.get(fields.email);
  if (holder !== undefined && holder.id !== person.id)
    return doubt(holder, `The address belongs to ${told(holder)}, the number to ${told(person)}.`);
  const isRenamed = fields.name !== undefined && person.name !== '' && !isSameName(fields.name, person.name);
  const isElsewhere = fields.email !== undefined && holder === undefined;
  const hadIt =
    fields.email !== undefined && people.byFormerAddress.get(fields.email)?.some(({ id }) => id === person.id);
  if (isRenamed && isElsewhere && hadIt !== true)
    return doubt(person, `The number belongs to ${told(person)}, whose name and address are others.`);
  const keepsAddress = hadIt === true || (holder !== undefined && holder.email !== fields.email);
  return {
    kind: 'person',
    person,
    note: keepsAddress ? 'The address in the file is a former one.' : null,
    keepsAddress,
  };
}

/** One mailbox may be a family's: another name there is another person until somebody says otherwise. */
function atAddress(person: KnownPerson, { name }: RowFields, isFormer: boolean): Match {
  if (name !== undefined && person.name !== '' && !isSameName(name, person.name))
    return doubt(
      person,
      `The address belongs to ${told(person)}. If it is the same person, put the member number into the file.`,
    );
  const note = isFormer ? `Found by a former address of ${told(person)}.` : null;
  return { kind: 'person', person, note, keepsAddress: isFormer };
}

/** Who has no known address: perhaps somebody of the same name, and a name alone is only ever a doubt. */
export function matchName(namesake: KnownPerson | undefined, onDoubt: ImportMap['onDoubt']): Match {
  if (namesake === undefined) return { kind: 'nobody', note: null };
  const reason = `Perhaps ${told(namesake)}, whose address is another.`;
  return onDoubt === 'make-new' ? { kind: 'nobody', note: reason } : doubt(namesake, reason);
}

function doubt(person: KnownPerson, reason: string): Match {
  return { kind: 'doubt', person, reason };
}

function told({ name, number }: KnownPerson): string {
  return name === '' ? `member ${number}` : `${name} (member ${number})`;
}
