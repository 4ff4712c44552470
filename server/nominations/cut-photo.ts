import { Problem } from '../problem.ts';

const side = 512;
/** A telephone's picture has 12 to 50 million pixels; a small file that unpacks to more is a trap. */
const mostPixels = 50_000_000;

/**
 * A picture as we keep it: square, 512 pixels, JPEG, written anew. Where it was taken, by which device, and whatever else
 * the file carried, is gone.
 */
export async function cutPhoto(bytes: Buffer): Promise<Buffer> {
  if (!isPicture(bytes)) throw refusal();
  const sharp = await (loading ??= loadSharp());
  try {
    return await sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error', pages: 1 })
      .timeout({ seconds: 10 })
      // As the camera was held: afterwards nothing says so any more.
      .rotate()
      .resize(side, side, { fit: 'cover' })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 85 })
      .toBuffer();
  } catch {
    throw refusal();
  }
}

/** Native code: a process that never sees a picture does without it. */
let loading: ReturnType<typeof loadSharp> | undefined;

async function loadSharp() {
  const { default: sharp } = await import('sharp');
  // What can be read is what is needed: no SVG (a document with scripts), no PDF, no program of an image library's own.
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'] });
  return sharp;
}

/** By its first bytes, whatever its name says. */
function isPicture(bytes: Buffer): boolean {
  const starts = (at: number, text: string) => bytes.subarray(at, at + text.length).toString('latin1') === text;
  return starts(0, '\u00ff\u00d8\u00ff') || starts(0, '\u0089PNG\r\n') || (starts(0, 'RIFF') && starts(8, 'WEBP'));
}

function refusal(): Problem {
  return new Problem('file-refused', {
    detail: 'Choose a picture as JPEG, PNG or WebP, of at most 5 MB and 50 million pixels.',
  });
}
