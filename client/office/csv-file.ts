/** What a CSV file says. Spreadsheets still write Windows-1252: then the names must be looked at. */
export interface CsvText {
  readonly csv: string;
  readonly isGuessed: boolean;
}

export function decodeCsv(bytes: Uint8Array): CsvText {
  const utf16 = utf16Of(bytes);
  if (utf16 !== undefined) return { csv: new TextDecoder(utf16).decode(bytes), isGuessed: false };
  try {
    return { csv: new TextDecoder('utf-8', { fatal: true }).decode(bytes), isGuessed: false };
  } catch {
    return { csv: new TextDecoder('windows-1252').decode(bytes), isGuessed: true };
  }
}

/** "Unicode text" of a spreadsheet begins with a byte-order mark. */
function utf16Of([first, second]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}
