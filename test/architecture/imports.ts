import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '..', '..');
const skipped = new Set(['node_modules', 'dist', 'data', 'docs', 'vectors', 'assembly', '.git', '.ci']);

/** One import, `export … from` or `import()` of a literal: who asks, and for what. */
export interface Import {
  readonly from: string;
  /** A file of ours from the root of the repository, or undefined for what comes from outside. */
  readonly file: string | undefined;
  /** The name of an npm package, `node:fs` for what Node brings; undefined for a file of ours. */
  readonly package: string | undefined;
  /** Erased before it runs. It is a dependency all the same, for whoever reads the code. */
  readonly isType: boolean;
}

/** Every source file, from the root of the repository. */
export function sourceFiles(): readonly string[] {
  return walk(root).map((file) => relative(root, file));
}

export function textOf(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

export function allImports(): readonly Import[] {
  return sourceFiles().flatMap((file) => importsOf(file, textOf(file)));
}

/** The imports of one file. */
export function importsOf(file: string, text: string): readonly Import[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false);
  return namedIn(source, text).flatMap(({ wanted, isType }): Import[] => {
    const path = wanted.replace(/\?.*$/, '');
    if (path.startsWith('.'))
      return [{ from: file, file: normalize(join(dirname(file), path)), package: undefined, isType }];
    const ours = files[path];
    if (ours === undefined) return [{ from: file, file: undefined, package: packageOf(path), isType }];
    return Object.values(ours).map((one) => ({ from: file, file: normalize(one), package: undefined, isType }));
  });
}

/** Names of files of ours that are one in Node and another elsewhere: the `imports` of package.json. */
const { imports: files } = JSON.parse(textOf('package.json')) as {
  readonly imports: Readonly<Record<string, Readonly<Record<string, string>>>>;
};

interface Named {
  readonly wanted: string;
  readonly isType: boolean;
}

function namedIn(source: ts.SourceFile, text: string): Named[] {
  const found = source.statements.flatMap((statement): Named[] => {
    const isImport = ts.isImportDeclaration(statement);
    if (!isImport && !ts.isExportDeclaration(statement)) return [];
    const { moduleSpecifier } = statement;
    if (moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) return [];
    const isType = isImport
      ? statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
      : statement.isTypeOnly;
    return [{ wanted: moduleSpecifier.text, isType }];
  });
  return text.includes('import(') ? [...found, ...calledIn(source)] : found;
}

/** `import('…')`, as an expression and as a type. */
function calledIn(node: ts.Node): Named[] {
  const own: Named[] = [];
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [wanted] = node.arguments;
    if (wanted !== undefined && ts.isStringLiteral(wanted)) own.push({ wanted: wanted.text, isType: false });
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal))
    own.push({ wanted: node.argument.literal.text, isType: true });
  ts.forEachChild(node, (child) => void own.push(...calledIn(child)));
  return own;
}

export function isThere(file: string): boolean {
  return existsSync(join(root, file));
}

function packageOf(wanted: string): string {
  if (wanted.startsWith('node:')) return wanted;
  return wanted.split('/', wanted.startsWith('@') ? 2 : 1).join('/');
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : walk(path);
    return /\.(tsx?|m?js)$/.test(entry.name) ? [path] : [];
  });
}
