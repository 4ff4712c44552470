import { closeSync, fstatSync, openSync } from 'node:fs';

export interface OpenedFile {
  readonly descriptor: number;
  readonly size: number;
}

/** The opened file, or a sentence that says why it cannot be read. */
export function openRegular(file: string): OpenedFile | string {
  try {
    const descriptor = openSync(file, 'r');
    const status = fstatSync(descriptor);
    if (status.isFile()) return { descriptor, size: status.size };
    closeSync(descriptor);
    return `${file} cannot be read: it is not a file`;
  } catch (error) {
    return `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}
