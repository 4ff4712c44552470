import { officerName } from './actors.ts';
import { personName, voterAddress } from './people.ts';

/**
 * The members as another system would export them: semicolons, days as 31.12.2027, its own names for the tiers, and
 * what such files have: members who may not vote, a line twice, somebody without a name, an address in capitals.
 */
export function membersFile(voters: number): string {
  const rows = [
    ...Array.from({ length: voters }, (_, number) => voter(number)),
    ...Array.from({ length: share(voters, 12) }, (_, number) => basic(voters + number)),
    ...Array.from({ length: share(voters, 40) }, (_, number) => lapsed(voters + share(voters, 12) + number)),
    ...Array.from({ length: share(voters, 60) }, (_, number) => silent(voters + 2 * share(voters, 12) + number)),
    voter(0).replace(voterAddress(0), voterAddress(0).toUpperCase()),
    row('', 'nameless@members.example', 'Basic', '02.04.2019', '', ''),
  ];
  return `\ufeff${[heading, ...rows, ''].join('\r\n')}`;
}

const heading = 'Name;E-mail;Membership;Since;Paid until;Voting intention;Appointed by;Vote';

/** Four in ten hold another tier than the one that is paid for each year. */
function voter(number: number): string {
  // The officer who imports the file is here already, under the plain name.
  const name = personName(number).replace(officerName, 'Ines M. Halvorsen');
  const who = [name, voterAddress(number)] as const;
  switch (number % 20) {
    case 0:
      return row(...who, 'Fellow', day(number, 2012), '', '2027', 'Fellows work group', '9 to 1');
    case 1:
    case 2:
    case 3:
    case 4:
    case 5:
      return row(...who, 'Contributing', day(number, 2026, 6), '31.01.2028', '2027');
    case 6:
      return row(...who, 'Managing', day(number, 2026, 6), '31.01.2028', '2027');
    case 7:
      return row(...who, 'Supporting with yearly renewal', day(number, 2026, 6), day(number, 2027, 6), '2027');
    default:
      return row(...who, 'Supporting', day(number, 2026, 6), day(number, 2027, 6), '2027');
  }
}

/** A tier without a vote. */
function basic(number: number): string {
  return row(personName(number), voterAddress(number), 'Basic', day(number, 2021), '', '');
}

/** Paid until a day before the record date. */
function lapsed(number: number): string {
  return row(personName(number), voterAddress(number), 'Supporting', day(number, 2025), '28.02.2027', '');
}

/** A voting member who did not say this year that they mean to vote. */
function silent(number: number): string {
  return row(personName(number), voterAddress(number), 'Contributing', day(number, 2026, 6), '31.01.2028', '');
}

function row(
  name: string,
  address: string,
  tier: string,
  since: string,
  until: string,
  affirmed: string,
  ...rest: string[]
) {
  return [name, address, tier, since, until, affirmed, rest[0] ?? '', rest[1] ?? ''].join(';');
}

/** A day of that year, from the given month on, other for every number. */
function day(number: number, year: number, firstMonth = 1): string {
  const month = firstMonth + (Math.floor(number / 28) % (13 - firstMonth));
  return `${two((number % 28) + 1)}.${two(month)}.${year}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

/** One in `of`, at least one. */
function share(voters: number, of: number): number {
  return Math.max(1, Math.floor(voters / of));
}
