/** Plainly invented people. */
const firstNames = [
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
];
const lastNames = [
  'Nwosu',
  'Wasilewski',
  'Arriaga',
  'Mensah',
  'Morozenko',
  'Pillai',
  'Hoshino',
  'Castellano',
  'Lindqvist',
  'Duong',
];

export function aName(number: number): string {
  const first = firstNames[number % firstNames.length] ?? '';
  const last = lastNames[Math.floor(number / firstNames.length) % lastNames.length] ?? '';
  return number < 120 ? `${first} ${last}` : `${first} ${last} ${Math.floor(number / 120) + 1}`;
}
