import type { Listed } from '../../api/directory.ts';
import type { DirectoryCandidate } from '../../db/directory.ts';
import type { Standing } from '../../membership/standing.ts';

/** A member as the others see them: what was chosen and nothing else. */
export function listedOf(candidate: DirectoryCandidate, active: readonly Standing[]): Listed {
  const { name, city, country, link, showsName, showsCity, showsCountry } = candidate;
  return {
    name: showsName ? name : '',
    city: showsCity ? city : '',
    country: showsCountry ? country : '',
    membership: membershipWords(candidate, active),
    link,
  };
}

/** `Fellow since 2019`. Of several tiers the best; a tier that is not told is only membership. */
function membershipWords({ showsTiers, showsSince }: DirectoryCandidate, active: readonly Standing[]): string {
  const told = showsTiers ? active.find(({ name }) => name !== '') : undefined;
  const years = (told === undefined ? active : [told]).flatMap(
    ({ since }) => since?.toZonedDateTimeISO('UTC').year ?? [],
  );
  const since = showsSince && years.length > 0 ? `since ${Math.min(...years)}` : '';
  if (told !== undefined) return `${told.name} ${since}`.trim();
  return since === '' ? '' : `Member ${since}`;
}
