import { useState } from 'preact/hooks';
import {
  largestPhoto,
  myCandidacy,
  photoUploadRoute,
  removePhoto,
  tokenHeader,
  type MyCandidacy,
  type Nominee,
} from '../../api/nominations.ts';
import type { ProblemDocument } from '../../api/problems.ts';
import { call } from '../call.ts';
import { Card } from '../parts/boxes.tsx';
import { TextButton } from '../parts/button.tsx';
import { FileField } from '../parts/file-field.tsx';
import { failedWords } from '../parts/refusals.tsx';

/** A picture goes as it is; the server cuts it square and takes out whatever else the file says. */
export function PhotoCard({
  mine,
  nominee,
  onMine,
}: {
  readonly mine: MyCandidacy;
  readonly nominee: Nominee;
  readonly onMine: (mine: MyCandidacy) => void;
}) {
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const give = async (file: File) => {
    setBusy(true);
    const sent = await send(file, nominee);
    setBusy(false);
    if (typeof sent === 'string') setProblem(sent);
    else {
      setProblem(undefined);
      onMine(sent);
    }
  };
  const remove = async () => {
    const answer = await call(removePhoto, { body: { nominee } });
    if (answer.ok) onMine(answer.reply);
    else setProblem(failedWords(answer));
  };
  return (
    <Card title="Your picture">
      {mine.photo !== null && (
        <p>
          <img src={mine.photo} width={160} height={160} alt={`Picture of ${mine.name}`} />
        </p>
      )}
      <FileField
        id="photo"
        label={mine.photo === null ? 'Choose a picture' : 'Choose another picture'}
        hint="JPEG, PNG or WebP, up to 5 MB. It is cut square. Where and when it was taken is removed."
        accept="image/jpeg,image/png,image/webp"
        problem={problem}
        onFile={(file) => void give(file)}
      />
      <p role="status" class="soft small">
        {isBusy ? 'Sending the picture…' : ''}
      </p>
      {mine.photo !== null && (
        <p>
          <TextButton onPress={() => void remove()}>Remove my picture</TextButton>
        </p>
      )}
    </Card>
  );
}

/** The nomination with the picture in it, or what was wrong. */
async function send(file: File, nominee: Nominee): Promise<MyCandidacy | string> {
  if (file.size > largestPhoto) return 'The picture is larger than 5 MB. Choose a smaller one.';
  const [address, headers]: [string, Record<string, string>] =
    'token' in nominee
      ? [photoUploadRoute, { [tokenHeader]: nominee.token }]
      : [`${photoUploadRoute}?candidacy=${nominee.candidacyId}`, {}];
  try {
    const response = await fetch(address, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/octet-stream', ...headers },
      body: file,
    });
    const answer: unknown = await response.json();
    if (response.ok) return myCandidacy.parse(answer);
    const { title, detail } = answer as ProblemDocument;
    return detail === undefined ? title : `${title}. ${detail}`;
  } catch {
    return 'No answer came. Look whether the picture is there, and try again.';
  }
}
