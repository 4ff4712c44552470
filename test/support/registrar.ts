import { sql } from 'kysely';
import { makeRegistrarFile, type RegistrarFile } from '../../protocol/registrar.ts';
import { aDraft, freeze, mailTo, type Changes } from './elections.ts';
import type { Product, Visitor } from './product.ts';

export const REGISTRAR = { name: 'Wilhelmina Achterberg', email: 'wilhelmina@registrars.example' };

/** The link of the newest mail to the registrar of this election that holds one. */
export async function registrarLink(product: Product, electionId: string): Promise<string> {
  const mails = await mailTo(product, REGISTRAR.email);
  const pattern = new RegExp(`\\S+/registrar/${electionId}#\\S+`);
  const link = mails.map(({ text }) => pattern.exec(text)?.[0]).find((found) => found !== undefined);
  if (link === undefined) throw new Error('No mail to the registrar');
  return link;
}

export async function registrarToken(product: Product, electionId: string): Promise<string> {
  return (await registrarLink(product, electionId)).split('#')[1]!;
}

/** A draft with a frozen roll whose registrar was asked for the links. */
export async function aDraftWithRegistrar(
  product: Product,
  officer: Visitor,
  voters: number,
  changes: Changes = {},
): Promise<string> {
  const electionId = await aDraft(product, officer, voters, { registrar: REGISTRAR, ...changes });
  await product.settle();
  return electionId;
}

/** The registrar's own device makes the list; nothing is given yet. */
export async function madeList(product: Product, electionId: string) {
  const path = { electionId };
  const body = { token: await registrarToken(product, electionId) };
  const { voters } = await product.visitor().call('readRegistrarRoll', { path, body });
  return makeRegistrarFile({ electionId, election: 'Board election 2027', site: product.url, voters });
}

/** The registrar gives the list; the file with the secrets stays here. */
export async function giveList(product: Product, electionId: string): Promise<RegistrarFile> {
  const { file, given } = await madeList(product, electionId);
  const token = await registrarToken(product, electionId);
  await product.visitor().call('giveCredentials', {
    path: { electionId },
    body: { token, credentials: [...given.credentials], spares: [...given.spares] },
  });
  return file;
}

/** Frozen and published; the registrar was told to send the links. */
export async function aPublishedElection(product: Product, officer: Visitor, voters: number, changes: Changes = {}) {
  const electionId = await aDraftWithRegistrar(product, officer, voters, changes);
  const file = await giveList(product, electionId);
  await freeze(officer, electionId);
  await product.settle();
  return { electionId, file };
}

/** Every text in every table, with the table it stands in. */
export async function everyText(product: Product): Promise<{ table: string; text: string }[]> {
  const { db } = product.ports;
  const tables = await sql<{ name: string }>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`.execute(db);
  const texts: { table: string; text: string }[] = [];
  for (const { name } of tables.rows) {
    const { rows } = await sql
      .raw<{ text: string }>(`select row_to_json(it)::text as text from ${name} it`)
      .execute(db);
    texts.push(...rows.map(({ text }) => ({ table: name, text })));
  }
  return texts;
}
