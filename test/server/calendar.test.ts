import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aDefinition, anOpenElection, CLOSES } from '../support/elections.ts';
import { anAdministrator, startProduct, START, type Product, type Visitor } from '../support/product.ts';

let product: Product;
let officer: Visitor;
beforeAll(async () => {
  product = await startProduct({ ORGANISATION: 'Lantern & <Sons>' });
  officer = await anAdministrator(product);
});
afterAll(() => product[Symbol.asyncDispose]());

/** Text as RFC 5545 3.1 has it: lines of at most 75 octets that end in CRLF, continued by a blank. */
function unfolded(text: string): string[] {
  expect(text.endsWith('\r\n')).toBe(true);
  const raw = text.slice(0, -2).split('\r\n');
  expect(raw.filter((line) => Buffer.byteLength(line) > 75 || /[\r\n]/.test(line))).toEqual([]);
  return text.slice(0, -2).replaceAll('\r\n ', '').split('\r\n');
}

type Component = ReadonlyMap<string, string>;

/** The events of a calendar, each with its properties; those of its alarm are called `ALARM TRIGGER` and so on. */
function eventsIn(text: string): Component[] {
  const events: Map<string, string>[] = [];
  let prefix = '';
  for (const line of unfolded(text)) {
    const [, name = '', value = ''] = /^([A-Z-]+)[^:]*:(.*)$/s.exec(line) ?? [];
    if (line === 'BEGIN:VEVENT') events.push(new Map());
    else if (line === 'BEGIN:VALARM') prefix = 'ALARM ';
    else if (line === 'END:VALARM') prefix = '';
    else events.at(-1)?.set(prefix + name, value.replaceAll(/\\([\\;,])/g, '$1'));
  }
  return events;
}

async function read(path: string): Promise<{ status: number; type: string | null; text: string }> {
  const response = await product.visitor().fetch(path);
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
}

const name = 'Größte Wahl der Laternen: 選挙の投票, „Vorstand“; und Kassenprüfung 🏮🏮🏮🏮🏮🏮 2027';
const body = aDefinition({
  name,
  zone: 'Pacific/Kiritimati',
  nominationsOpen: '2027-05-02T14:00',
  nominationsClose: '2027-05-16T14:00',
  candidates: '2027-05-18T14:00',
  record: '2027-05-20T14:00',
  opens: '2027-06-01T14:00',
  closes: '2027-06-15T14:00',
});

test('the calendar of an election has an event for each of its moments, at its instant in UTC', async () => {
  const { id } = await officer.call('draftElection', { body });
  expect((await read(`/elections/${id}/calendar.ics`)).status).toBe(404);
  await officer.call('announceDates', { path: { electionId: id } });
  const { status, type, text } = await read(`/elections/${id}/calendar.ics`);
  expect([status, type]).toEqual([200, 'text/calendar; charset=utf-8']);
  const events = eventsIn(text);
  const facts = events.map((event) =>
    ['UID', 'DTSTART', 'DTEND', 'SEQUENCE', 'ALARM TRIGGER'].map((of) => event.get(of)),
  );
  const uid = (moment: string) => `${id}-${moment}@localhost`;
  expect(facts).toEqual([
    [uid('nominationsOpen'), '20270502T000000Z', undefined, '0', undefined],
    [uid('nominationsClose'), '20270516T000000Z', undefined, '0', '-P1D'],
    [uid('candidates'), '20270518T000000Z', undefined, '0', undefined],
    [uid('record'), '20270520T000000Z', undefined, '0', undefined],
    [uid('opens'), '20270601T000000Z', undefined, '0', undefined],
    [uid('closes'), '20270615T000000Z', undefined, '0', '-P1D'],
  ]);
  expect(events.at(-1)?.get('SUMMARY')).toBe(`${name}: voting closes`);
  expect(events.at(-1)?.get('DESCRIPTION')).toContain('Tue 15 June, 14:00 Kiritimati (Tue 15 June, 00:00 UTC)');
  expect((await read(`/elections/${id}/calendar.ics`)).text).toBe(text);
});

test('when a moment moves, its event keeps its name and its sequence rises; other changes leave it', async () => {
  const { id } = await officer.call('draftElection', { body });
  const path = { electionId: id };
  await officer.call('announceDates', { path });
  const closing = async () => eventsIn((await read(`/elections/${id}/calendar.ics`)).text).at(-1);
  const before = await closing();
  const { definition } = await officer.call('readOfficeElection', { path });
  product.clock.moveTo(START.add({ minutes: 5 }));
  await officer.call('redraftElection', { path, body: { ...definition, description: 'In other words.' } });
  expect(await closing()).toEqual(before);
  const timetable = { ...definition.timetable, closes: '2027-06-16T14:00' };
  await officer.call('redraftElection', { path, body: { ...definition, timetable } });
  const after = await closing();
  expect(after?.get('UID')).toBe(before?.get('UID'));
  expect([after?.get('SEQUENCE'), after?.get('DTSTART'), after?.get('DTSTAMP')]).toEqual([
    '1',
    '20270616T000000Z',
    '20270501T120500Z',
  ]);
});

test('before the dates are announced, changing them leaves the calendar at its first edition', async () => {
  const { id } = await officer.call('draftElection', { body });
  const path = { electionId: id };
  const { definition } = await officer.call('readOfficeElection', { path });
  const timetable = { ...definition.timetable, closes: '2027-06-16T14:00' };
  await officer.call('redraftElection', { path, body: { ...definition, timetable } });
  await officer.call('announceDates', { path });
  const events = eventsIn((await read(`/elections/${id}/calendar.ics`)).text);
  expect(new Set(events.map((event) => event.get('SEQUENCE')))).toEqual(new Set(['0']));
});

test('the calendar of all elections holds those that are announced and no others', async () => {
  const { id: secret } = await officer.call('draftElection', { body: aDefinition({ name: 'Not announced at all' }) });
  const { text } = await read('/calendar.ics');
  expect(text).not.toContain(secret);
  expect(text).not.toContain('Not announced at all');
  expect(eventsIn(text).length).toBe(18);
  const uids = eventsIn(text).map((event) => event.get('UID'));
  expect(new Set(uids).size).toBe(uids.length);
});

interface Element {
  readonly name: string;
  readonly children: Element[];
  text: string;
}

/** Reads XML as far as a feed needs it; throws where tags do not match or a character is not escaped. */
function parsed(xml: string): Element {
  const root: Element = { name: '', children: [], text: '' };
  const open = [root];
  const rest = xml.replace(/^<\?xml version="1\.0" encoding="utf-8"\?>\n/, '');
  expect(rest).not.toBe(xml);
  for (const [token, closing, name = '', empty, text] of rest.matchAll(
    /<(\/)?([a-z]+)(?: [a-z]+="[^"<>&]*(?:&#\d+;[^"<>&]*)*")*(\/)?>|([^<>]+)/g,
  )) {
    const last = open.at(-1)!;
    if (text !== undefined) {
      expect(text.replaceAll(/&#\d+;/g, '')).not.toContain('&');
      last.text += text.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
    } else if (closing !== undefined) expect(open.pop()!.name).toBe(name);
    else {
      const element = { name, children: [], text: '' };
      last.children.push(element);
      if (empty === undefined) open.push(element);
    }
    expect(token).not.toBe('');
  }
  expect(rest.replaceAll(/<\/?[a-z]+(?: [a-z]+="[^"<>]*")*\/?>|[^<>]+/g, '')).toBe('');
  expect(open).toEqual([root]);
  return root.children[0]!;
}

const textOf = (element: Element, name: string) => element.children.find((child) => child.name === name)?.text;
const entriesIn = (xml: string) => parsed(xml).children.filter(({ name }) => name === 'entry');

test('the feed tells what happened in an election, each thing once, with an id that stays', async () => {
  const title = 'Board <b>&amp; "audit" 2027';
  const id = await anOpenElection(product, officer, 3, { name: title, quorum: null });
  const titles = async () => {
    const { text, type } = await read('/feed.xml');
    expect(type).toBe('application/atom+xml; charset=utf-8');
    return entriesIn(text).flatMap((entry) => {
      const about = textOf(entry, 'id')!.split('/elections/')[1]!;
      return about.startsWith(id) ? [[about.split('#')[1], textOf(entry, 'title'), textOf(entry, 'updated')]] : [];
    });
  };
  const opened = ['open', `${title}: voting is open`, '2027-06-01T14:00:00Z'];
  const frozen = ['candidates', `${title}: who stands`];
  expect((await titles())[0]).toEqual(opened);
  expect((await titles()).map((entry) => entry.slice(0, 2))).toContainEqual(frozen);
  product.clock.moveTo(CLOSES.subtract({ nanoseconds: 1 }));
  expect((await titles()).map(([what]) => what)).not.toContain('closed');
  product.clock.moveTo(CLOSES);
  await product.settle();
  const after = await titles();
  expect(after.map(([what]) => what).toSorted()).toEqual(['candidates', 'closed', 'dates', 'open', 'result']);
  expect(after).toContainEqual(opened);
});

test('the feed says when dates that were announced moved, under the same id', async () => {
  const { text } = await read('/feed.xml');
  const moved = entriesIn(text).filter((entry) => textOf(entry, 'published') !== textOf(entry, 'updated'));
  expect(moved.map((entry) => [textOf(entry, 'title'), textOf(entry, 'updated')])).toEqual([
    [`${name}: dates`, '2027-05-01T12:05:00Z'],
  ]);
  const updated = entriesIn(text).map((entry) => Temporal.Instant.from(textOf(entry, 'updated')!).epochMilliseconds);
  expect(updated).toEqual(updated.toSorted((one, other) => other - one));
});
