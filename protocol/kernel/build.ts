import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Compiles the kernel, `assembly/*.ts`, to WebAssembly. `npm run kernel` writes it into `kernel.wasm.ts`, and a test
 * compiles it again and compares.
 */

/** What we use of the compiler. Its own types would be seen by all our code, and they take `Array.at` for never undefined. */
interface Compiler {
  readonly main: (
    words: readonly string[],
    ports: {
      readonly readFile: (name: string, folder: string) => string | null;
      readonly writeFile: (name: string, contents: Uint8Array) => void;
      readonly stderr: { readonly write: (text: { toString(): string }) => void };
    },
  ) => Promise<{ readonly error: Error | null }>;
}

const HERE = dirname(fileURLToPath(import.meta.url));

export interface KernelBuild {
  /** Two lanes of doubles side by side, where the machine has fused multiply-adds; or integers, one after the other. */
  readonly field: 'lanes' | 'scalar';
  /** Whether every field operation checks the bounds of its limbs as it runs, and traps where they are exceeded. */
  readonly checksBounds: boolean;
  /** Whether the field operations are exported as well, for tests that feed them what no encoding gives. */
  readonly hasProbe: boolean;
}

/** The kernels as they are published. */
export const RELEASE: KernelBuild = { field: 'lanes', checksBounds: false, hasProbe: false };
export const SCALAR_RELEASE: KernelBuild = { ...RELEASE, field: 'scalar' };

/** The bytes of the module. Throws when the compiler refuses. */
export async function compileKernel({ field, checksBounds, hasProbe }: KernelBuild): Promise<Uint8Array<ArrayBuffer>> {
  const output = new Map<string, Uint8Array<ArrayBuffer>>();
  const complaints: string[] = [];
  const compiler: string = 'assemblyscript/asc';
  const { main } = (await import(compiler)) as Compiler;
  const { error } = await main(
    [
      'kernel.ts',
      ...(hasProbe ? ['probe.ts'] : []),
      ...['--baseDir', join(HERE, 'assembly')],
      ...['--outFile', 'kernel.wasm'],
      // Nothing is allocated and nothing imported: 4 MiB, once and for all, and as much again for the account of units.
      ...['--runtime', 'stub', ...fixedMemory(checksBounds ? 128 : 64)],
      ...(field === 'lanes' ? ['--enable', 'simd,relaxed-simd'] : []),
      // More optimisation than this makes the field slower: it keeps too many limbs in variables.
      ...['--optimizeLevel', '1', '--noAssert'],
      ...['--use', `BOUNDS=${checksBounds ? 1 : 0}`],
    ],
    {
      readFile: (name, folder) => readSource(join(folder, name), field),
      writeFile: (name, contents) => void output.set(name, Uint8Array.from(contents)),
      stderr: { write: (text) => void complaints.push(text.toString()) },
    },
  );
  const module = output.get('kernel.wasm');
  if (error !== null || module === undefined) throw new Error(complaints.join(''), { cause: error });
  return module;
}

function fixedMemory(pages: number): string[] {
  return ['--initialMemory', `${pages}`, '--maximumMemory', `${pages}`];
}

/** Where the source says './field', it means the field of this build. The compiler asks for files that are not there. */
function readSource(path: string, field: KernelBuild['field']): string | null {
  const source = path.replace(/\/field\.ts$/u, `/field-${field}.ts`);
  return existsSync(source) ? readFileSync(source, 'utf8') : null;
}

/** The text of `kernel.wasm.ts`. */
export function wrapKernels(lanes: Uint8Array, scalar: Uint8Array): string {
  return `/*
 * The modules that \`npm run kernel\` compiles from \`assembly/*.ts\`, in base64. A test compiles them again and compares.
 */

/** Over pairs of elements in lanes (\`field-lanes.ts\`). */
export const KERNEL_WASM =
  '${Buffer.from(lanes).toString('base64')}';

/** Over integers (\`field-scalar.ts\`). */
export const SCALAR_KERNEL_WASM =
  '${Buffer.from(scalar).toString('base64')}';
`;
}

if (import.meta.main) {
  const text = wrapKernels(await compileKernel(RELEASE), await compileKernel(SCALAR_RELEASE));
  await writeFile(join(HERE, 'kernel.wasm.ts'), text);
}
