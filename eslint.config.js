import tseslint from 'typescript-eslint';

/**
 * The bans of our own, each with its reason in CONTRIBUTING.md.
 * Time is a port, randomness is cryptographic, and a module exports names.
 */
const bans = [
  { selector: 'ExportDefaultDeclaration', message: 'Export a name (CONTRIBUTING.md#no-default-exports).' },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Take randomness as a parameter (CONTRIBUTING.md#no-math-random).',
  },
];
const clockBans = [
  {
    selector: "NewExpression[callee.name='Date'], MemberExpression[object.name='Date'][property.name='now']",
    message: 'Time is given, never taken: use the clock port (CONTRIBUTING.md#no-date).',
  },
  {
    selector: "MemberExpression[object.name='Temporal'][property.name='Now']",
    message: 'Time is given, never taken: use the clock port (CONTRIBUTING.md#no-date).',
  },
];

export default tseslint.config(
  { ignores: ['node_modules', 'client/dist', 'data', 'protocol/kernel/assembly'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { project: ['./tsconfig.json', './client/tsconfig.json'], tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      'no-restricted-syntax': ['error', ...bans, ...clockBans],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // A quarter of the time that linting takes, for what this code does not have: enums, and classes that extend classes.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      eqeqeq: 'error',
      'no-console': 'off',
    },
  },
  { files: ['server/clock.ts', 'client/clock.ts'], rules: { 'no-restricted-syntax': ['error', ...bans] } },
  {
    files: ['test/**/*.ts', 'test/**/*.tsx', 'bench/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off', 'no-restricted-syntax': ['error', ...bans] },
  },
  { files: ['*.config.ts', 'client/vite.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
