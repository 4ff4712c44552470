/** What a person is told instead of what they asked for; the program then ends with a code that is not 0. */
export class Told extends Error {}
