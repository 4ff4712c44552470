import { largestFile, uploadRoute } from '../../api/imports.ts';
import type { ProblemDocument } from '../../api/problems.ts';

/** Sends a file as it is; the browser reads it from the disk part by part. Answers with its id, or why not. */
export async function uploadFile(file: File): Promise<{ readonly id: string } | { readonly problem: string }> {
  if (file.size > largestFile) return { problem: 'This file is larger than 250 MB. Import it in parts.' };
  try {
    const response = await fetch(`${uploadRoute}?name=${encodeURIComponent(file.name)}`, {
      method: 'POST',
      credentials: 'same-origin',
      redirect: 'error',
      headers: { 'content-type': 'text/csv', accept: 'application/json' },
      body: file,
    });
    const answer: unknown = await response.json();
    if (response.ok && isNamed(answer)) return answer;
    const { title, detail } = answer as ProblemDocument;
    return { problem: detail === undefined || detail === '' ? `${title}.` : detail };
  } catch {
    return { problem: 'The file did not arrive. Nothing was changed. Choose it again when you are online.' };
  }
}

function isNamed(answer: unknown): answer is { readonly id: string } {
  return typeof answer === 'object' && answer !== null && 'id' in answer && typeof answer.id === 'string';
}
