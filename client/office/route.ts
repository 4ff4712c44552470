/** Where in the office somebody is: the address bar and nothing else decides. */
export type Route =
  | { readonly at: 'list' | 'new' | 'staff' | 'tiers' | 'drives' | 'money' | 'lists' | 'rounds' | 'nowhere' }
  | { readonly at: 'members' | 'applications' | 'duplicates' | 'imports' }
  | { readonly at: 'member'; readonly personId: string }
  | { readonly at: 'pair'; readonly survivorId: string; readonly duplicateId: string }
  | { readonly at: 'import'; readonly importId: string }
  | { readonly at: 'bodies' | 'new-body' | 'organisations' }
  | { readonly at: 'body' | 'body-rules'; readonly bodyId: string }
  | { readonly at: 'open-votes' | 'new-open-vote' }
  | { readonly at: 'open-vote'; readonly voteId: string }
  | { readonly at: 'log'; readonly electionId: string | undefined }
  | { readonly at: ElectionPlace; readonly electionId: string };

export type ElectionPlace =
  | 'election'
  | 'edit'
  | 'roll'
  | 'roll-reasons'
  | 'roll-report'
  | 'roll-freeze'
  | 'roll-changes'
  | 'registrar'
  | 'trustees'
  | 'open'
  | 'certify'
  | 'seating'
  | 'nominations'
  | 'announcements'
  | 'questions';

const places: Readonly<Record<string, ElectionPlace>> = {
  '': 'election',
  edit: 'edit',
  roll: 'roll',
  'roll/reasons': 'roll-reasons',
  'roll/report': 'roll-report',
  'roll/freeze': 'roll-freeze',
  'roll/changes': 'roll-changes',
  registrar: 'registrar',
  trustees: 'trustees',
  open: 'open',
  certify: 'certify',
  seating: 'seating',
  nominations: 'nominations',
  announcements: 'announcements',
  questions: 'questions',
};

export function routeOf({ pathname, search }: Pick<Location, 'pathname' | 'search'>): Route {
  const [, office, first = '', electionId = '', ...rest] = pathname.replace(/\/+$/u, '').split('/');
  if (office !== 'office') return { at: 'nowhere' };
  switch (first) {
    case '':
      return { at: 'list' };
    case 'new':
    case 'staff':
    case 'tiers':
    case 'drives':
    case 'money':
    case 'lists':
    case 'rounds':
      return { at: electionId === '' ? first : 'nowhere' };
    case 'members':
      return membersRoute(electionId, rest);
    case 'bodies':
      return bodiesRoute(electionId, rest);
    case 'open-votes':
      if (rest.length > 0) return { at: 'nowhere' };
      if (electionId === '') return { at: 'open-votes' };
      return electionId === 'new' ? { at: 'new-open-vote' } : { at: 'open-vote', voteId: electionId };
    case 'log':
      return { at: 'log', electionId: new URLSearchParams(search).get('election') ?? undefined };
    case 'elections': {
      const at = places[rest.join('/')];
      return at === undefined || electionId === '' ? { at: 'nowhere' } : { at, electionId };
    }
    default:
      return { at: 'nowhere' };
  }
}

/** Everything about members is below one address: the list, one person, and what is done with many. */
function membersRoute(second: string, [third = '', fourth = '', ...more]: readonly string[]): Route {
  if (more.length > 0) return { at: 'nowhere' };
  switch (second) {
    case '':
      return { at: 'members' };
    case 'applications':
      return { at: third === '' ? second : 'nowhere' };
    case 'imports':
      return third === '' ? { at: 'imports' } : { at: 'import', importId: third };
    case 'duplicates':
      if (third === '') return { at: 'duplicates' };
      return fourth === '' ? { at: 'nowhere' } : { at: 'pair', survivorId: third, duplicateId: fourth };
    default:
      return third === '' ? { at: 'member', personId: second } : { at: 'nowhere' };
  }
}

/** `/office/bodies`, `…/new`, `…/organisations`, `…/ID`, `…/ID/rules` */
function bodiesRoute(second: string, [third = '', ...more]: readonly string[]): Route {
  if (more.length > 0) return { at: 'nowhere' };
  switch (second) {
    case '':
      return { at: 'bodies' };
    case 'new':
      return { at: third === '' ? 'new-body' : 'nowhere' };
    case 'organisations':
      return { at: third === '' ? 'organisations' : 'nowhere' };
    default:
      if (third === '') return { at: 'body', bodyId: second };
      return third === 'rules' ? { at: 'body-rules', bodyId: second } : { at: 'nowhere' };
  }
}

export function bodyPath(bodyId: string): string {
  return `/office/bodies/${bodyId}`;
}

export function bodyRulesPath(bodyId: string): string {
  return `${bodyPath(bodyId)}/rules`;
}

export const membersPath = '/office/members';

export function memberPath(personId: string): string {
  return `${membersPath}/${personId}`;
}

export function pathOf(electionId: string, place: ElectionPlace = 'election'): string {
  const rest = Object.keys(places).find((path) => places[path] === place) ?? '';
  return rest === '' ? `/office/elections/${electionId}` : `/office/elections/${electionId}/${rest}`;
}

/** Links that lead within the office are followed without loading it anew. */
export function isOfficePath(pathname: string): boolean {
  return pathname === '/office' || pathname.startsWith('/office/');
}
