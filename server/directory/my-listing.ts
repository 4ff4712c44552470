import type { Temporal } from 'temporal-polyfill';
import type { MyListing } from '../../api/directory.ts';
import type { Reader } from '../../db/connect.ts';
import { findDirectoryChoice, type DirectoryChoice } from '../../db/directory.ts';
import { findPeople } from '../../db/people.ts';
import { readActive } from './active-members.ts';
import { listedOf } from './listed.ts';

/** What is ticked before somebody chose anything; they are not listed by it. */
const usual: DirectoryChoice = {
  showsName: true,
  showsCity: false,
  showsCountry: false,
  showsTiers: false,
  showsSince: false,
  link: '',
};

/** What somebody chose, and how the others see them by it at this moment. */
export async function myListingOf(db: Reader, personId: string, now: Temporal.Instant): Promise<MyListing> {
  const chosen = await findDirectoryChoice(db, personId);
  const person = (await findPeople(db, [personId])).get(personId);
  const active = (await readActive(db, [personId], now)).get(personId);
  const isShown = chosen !== undefined && person !== undefined && active !== undefined;
  return {
    isListed: chosen !== undefined,
    ...(chosen ?? usual),
    shown: isShown ? listedOf({ ...person, ...chosen }, active) : null,
    isActive: active !== undefined,
  };
}
