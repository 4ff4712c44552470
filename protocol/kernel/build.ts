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
      readonly writeFile: (name: string, contents: Uint8Array) => void;
      readonly stderr: { readonly write: (text: { toString(): string }) => void };
    },
  ) => Promise<{ readonly error: Error | null }>;
}

const HERE = dirname(fileURLToPath(import.meta.url));

export interface KernelBuild {
  /** Whether every field operation checks the bounds of its limbs as it runs, and traps where they are exceeded. */
  readonly checksBounds: boolean;
  /** Whether the field operations are exported as well, for tests that feed them what no encoding gives. */
  readonly hasProbe: boolean;
}

/** The kernel as it is published. */
export const RELEASE: KernelBuild = { checksBounds: false, hasProbe: false };

/** The bytes of the module. Throws when the compiler refuses. */
export async function compileKernel({ checksBounds, hasProbe }: KernelBuild): Promise<Uint8Array<ArrayBuffer>> {
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
      // Nothing is allocated and nothing imported: 2 MiB, once and for all.
      ...['--runtime', 'stub', '--initialMemory', '32', '--maximumMemory', '32'],
      // More optimisation than this makes the field slower: it keeps too many limbs in variables.
      ...['--optimizeLevel', '1', '--noAssert'],
      ...['--use', `BOUNDS=${checksBounds ? 1 : 0}`],
    ],
    {
      writeFile: (name, contents) => void output.set(name, Uint8Array.from(contents)),
      stderr: { write: (text) => void complaints.push(text.toString()) },
    },
  );
  const module = output.get('kernel.wasm');
  if (error !== null || module === undefined) throw new Error(complaints.join(''), { cause: error });
  return module;
}

/** The text of `kernel.wasm.ts`. */
export function wrapKernel(module: Uint8Array): string {
  return `/**
 * The module that \`npm run kernel\` compiles from \`assembly/*.ts\`, in base64. A test compiles it again and compares.
 */
export const KERNEL_WASM =
  '${Buffer.from(module).toString('base64')}';
`;
}

if (import.meta.main) {
  await writeFile(join(HERE, 'kernel.wasm.ts'), wrapKernel(await compileKernel(RELEASE)));
}
