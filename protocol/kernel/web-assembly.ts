/**
 * The few parts of WebAssembly that the kernel needs. They are described here because the compiler knows them only as
 * parts of a browser, and this runs on servers as well.
 */
interface WebAssemblyParts {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

export interface WasmGlobal {
  readonly value: unknown;
}

/** What an instance of a module without imports exports. Throws where WebAssembly is missing, forbidden or refuses. */
export function exportsOf(module: Uint8Array<ArrayBuffer>): unknown {
  const parts = Reflect.get(globalThis, 'WebAssembly') as WebAssemblyParts | undefined;
  if (parts === undefined) throw new TypeError('There is no WebAssembly here');
  return new parts.Instance(new parts.Module(module)).exports;
}
