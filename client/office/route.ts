/** Where in the office somebody is: the address bar and nothing else decides. */
export type Route =
  | { readonly at: 'list' | 'new' | 'staff' | 'drives' | 'nowhere' }
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
  | 'trustees'
  | 'open'
  | 'certify';

const places: Readonly<Record<string, ElectionPlace>> = {
  '': 'election',
  edit: 'edit',
  roll: 'roll',
  'roll/reasons': 'roll-reasons',
  'roll/report': 'roll-report',
  'roll/freeze': 'roll-freeze',
  'roll/changes': 'roll-changes',
  trustees: 'trustees',
  open: 'open',
  certify: 'certify',
};

export function routeOf({ pathname, search }: Pick<Location, 'pathname' | 'search'>): Route {
  const [, office, first = '', electionId = '', ...rest] = pathname.replace(/\/+$/u, '').split('/');
  if (office !== 'office') return { at: 'nowhere' };
  switch (first) {
    case '':
      return { at: 'list' };
    case 'new':
    case 'staff':
    case 'drives':
      return { at: electionId === '' ? first : 'nowhere' };
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

export function pathOf(electionId: string, place: ElectionPlace = 'election'): string {
  const rest = Object.keys(places).find((path) => places[path] === place) ?? '';
  return rest === '' ? `/office/elections/${electionId}` : `/office/elections/${electionId}/${rest}`;
}

/** Links that lead within the office are followed without loading it anew. */
export function isOfficePath(pathname: string): boolean {
  return pathname === '/office' || pathname.startsWith('/office/');
}
