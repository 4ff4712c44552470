/* Plainly invented people, as many as are wanted, the same at every run. */

const given = [
  'Adaeze',
  'Piotr',
  'Tomás',
  'Grace',
  'Katya',
  'Arjun',
  'Yuki',
  'Rafael',
  'Jonas',
  'Mei-Ling',
  'Ruth',
  'Noor',
  'Sorcha',
  'Beatriz',
  'Lena',
  'Ines',
  'Marco',
  'Oluwaseun',
  'Elin',
  'Farid',
  'Daniyar',
  'Ibrahim',
  'Camille',
  'Sefa',
  'Hannah',
  'Desmond',
  'Marta',
  'Kwame',
  'Roxana',
];
const family = [
  'Nwosu',
  'Wasilewski',
  'Arriaga',
  'Mensah-Boateng',
  'Morozenko',
  'Pillai',
  'Hoshino',
  'Castellano',
  'Lindqvist',
  'Duong',
  'Abernathy',
  'Haddad',
  'Ní Bhriain',
  'Quintela',
  'Brandt',
  'Varga',
  'Zanetti',
  'Adeyemi',
  'Rahimov',
  'Seitkali',
  'Sissoko',
  'Desrosiers',
  'Tuilagi',
  'Fairweather',
  'Achterberg',
  'Oyelaran',
  'Adjei',
  'Osei',
  'Petrova',
  'Visser',
  'Halvorsen',
];
const places = [
  'Gdańsk',
  'Oaxaca',
  'Kumasi',
  'Lviv',
  'Kochi',
  'Sendai',
  'Rosario',
  'Malmö',
  'Hanoi',
  'Halifax',
  'Amman',
  'Galway',
  'Porto',
  'Bremen',
  'Szeged',
  'Trieste',
  'Ibadan',
  'Umeå',
  'Baku',
  'Almaty',
  'Bamako',
  'Québec',
  'Apia',
  'Leeds',
  'Utrecht',
  'Lagos',
];
const work = [
  'independent',
  'Open Harvest',
  'Backwater Labs',
  'Mirai Observatory',
  'Lotus Robotics',
  'Tidewater College',
  'Cedarline Systems',
  'Corrib Software',
  'Ribeira Tech',
  'Hafenlicht',
  'Tiszalab',
  'Golfo Sistemi',
  'Kite Analytics',
  'Nordvik Data',
  'Sahel Maps',
];
const causes = [
  'small grants for first meetings',
  'accounts that every member can read',
  'mentors for new maintainers',
  'a calmer code-of-conduct process',
  'documentation in more languages',
  'a longer view of our money',
];

function pick(list: readonly string[], number: number): string {
  return list[number % list.length] ?? '';
}

export function personName(number: number): string {
  // 29 and 31 have no common divisor: the first 899 people have 899 names.
  const again = Math.floor(number / (given.length * family.length));
  return `${pick(given, number)} ${pick(family, number)}${again === 0 ? '' : ` ${again + 1}`}`;
}

export function candidate(number: number) {
  const cause = pick(causes, number);
  const other = pick(causes, number + 1 + (number % 4));
  return {
    name: personName(number * 37 + 11),
    affiliation: `${pick(places, number)} · ${pick(work, number * 7)}`,
    statement: `I have helped here for ${2 + (number % 9)} years. On the board I would work for ${cause}, and for ${other}.\n\nI can give about ${3 + (number % 5)} hours a week.`,
  };
}

export function voterAddress(number: number): string {
  return `member${number + 1}@members.example`;
}
