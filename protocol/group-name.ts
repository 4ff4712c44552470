/** Belenios 5, Groups. The string that names our one group in the election and in hashes. */
export const GROUP_NAME = 'Ed25519';
