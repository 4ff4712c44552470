import { sql } from 'kysely';
import { uploadRoute, type ImportMap, type ImportView } from '../../api/imports.ts';
import { mailTo } from './elections.ts';
import type { Product, Visitor } from './product.ts';

/** Somebody who has these roles, signed in by mailed code. */
export async function aStaffMember(
  product: Product,
  administrator: Visitor,
  role: 'clerk' | 'treasurer' | 'officer' | 'auditor',
): Promise<Visitor> {
  const email = `${role}@lantern.example`;
  await administrator.call('grantRoles', { body: { name: `The ${role}`, email, roles: [role] } });
  return signedIn(product, email);
}

/** Signed in by the mailed code. */
export async function signedIn(product: Product, email: string): Promise<Visitor> {
  const visitor = product.visitor();
  const { requestId } = await visitor.call('requestSignIn', { body: { email } });
  await product.settle();
  const [code] = (await mailTo(product, email)).flatMap(({ text }) => /^ {4}(\d{6})$/m.exec(text)?.[1] ?? []);
  await visitor.call('signInByCode', { body: { requestId, code: code! } });
  return visitor;
}

export function aClerk(product: Product, administrator: Visitor): Promise<Visitor> {
  return aStaffMember(product, administrator, 'clerk');
}

export function upload(visitor: Visitor, file: string | Buffer, name = 'members.csv'): Promise<Response> {
  const body = new Uint8Array(Buffer.from(file));
  return visitor.fetch(`${uploadRoute}?name=${name}`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv' },
    body,
  });
}

export function mapOf(map: Partial<ImportMap>): ImportMap {
  return { fields: {}, dateFormat: null, tiers: {}, onDoubt: 'leave-out', ...map };
}

/** A file that was uploaded, mapped and looked at. */
export async function tried(
  product: Product,
  visitor: Visitor,
  file: string | Buffer,
  map: Partial<ImportMap>,
): Promise<ImportView> {
  const response = await upload(visitor, file);
  if (!response.ok) throw new Error(await response.text());
  const { id } = (await response.json()) as { id: string };
  await visitor.call('tryImport', { path: { importId: id }, body: { map: mapOf(map), saveAs: '' } });
  await product.settle();
  return visitor.call('readImport', { path: { importId: id } });
}

/** Commits what was tried. */
export async function importFile(product: Product, visitor: Visitor, { id, counts }: ImportView): Promise<ImportView> {
  const body = { fresh: counts['new'] ?? 0, updated: counts['update'] ?? 0 };
  await visitor.call('commitImport', { path: { importId: id }, body });
  await product.settle();
  return visitor.call('readImport', { path: { importId: id } });
}

/** Rows and versions of everything that is known about members: the same before and after means that nothing was written. */
export async function memberTrace(product: Product): Promise<unknown> {
  const tables = [
    'person',
    'former_address',
    'member_event',
    'tier',
    'tier_terms',
    'membership_rules',
    'merge',
    'mail',
  ];
  const traces: unknown[] = [];
  for (const table of tables) {
    const { rows } = await sql<{ rows: string; versions: string }>`
      select count(*) as rows, coalesce(md5(string_agg(xmin::text || ':' || ctid::text, ',' order by ctid)), '') as versions
      from ${sql.table(table)}`.execute(product.ports.db);
    traces.push([table, rows[0]]);
  }
  return traces;
}

/** These people as they stand: details, and what happened to them that was not withdrawn or put back. */
export async function whole(product: Product, emails: readonly string[]): Promise<unknown> {
  const { rows } = await sql`
    select name, email, city, country, merged_into, erased_at, (
      select array_agg(kind || facts::text order by member_event.id) from member_event
      where person_id = person.id and kind not in ('changed', 'withdrawn') and not exists (
        select from member_event as later where later.kind = 'withdrawn' and later.facts->>'event' = member_event.id::text)
    ) as events from person where email = any(${emails}::text[]) order by email`.execute(product.ports.db);
  return rows;
}
