import { MemberFrame } from './frame.tsx';
import { NominatePage } from './round-nominate.tsx';
import { NominationPage } from './round-nomination.tsx';
import { ReferencePage } from './round-reference.tsx';
import { ReviewPage } from './round-review.tsx';

/** The pages of a programme for whoever takes part in it, `/rounds/NAME/nominate` and so on. */
export function RoundsPages({
  organisation,
  path,
  token,
}: {
  readonly organisation: string;
  readonly path: string;
  readonly token: string;
}) {
  const [, , programme = '', at = ''] = path.split('/');
  return (
    <MemberFrame organisation={organisation}>
      {at === 'nomination' ? (
        <NominationPage programme={programme} token={token} />
      ) : at === 'reference' ? (
        <ReferencePage token={token} />
      ) : at === 'review' ? (
        <ReviewPage programme={programme} />
      ) : (
        <NominatePage programme={programme} />
      )}
    </MemberFrame>
  );
}
