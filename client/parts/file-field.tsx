/** A file that stays on this device: the browser's own chooser, with its label, hint and problem. */
export function FileField({
  id,
  label,
  hint,
  problem,
  accept,
  onFile,
}: {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly problem?: string | undefined;
  readonly accept: string;
  readonly onFile: (file: File) => void;
}) {
  const described = [hint === undefined ? '' : `${id}-hint`, problem === undefined ? '' : `${id}-problem`];
  const ids = described.filter((name) => name !== '').join(' ');
  return (
    <div>
      <label class="label" for={id}>
        {label}
      </label>
      {hint !== undefined && (
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {problem !== undefined && (
        <span class="field-problem" id={`${id}-problem`} role="alert">
          {problem}
        </span>
      )}
      <input
        id={id}
        class="field file"
        type="file"
        accept={accept}
        aria-invalid={problem === undefined ? undefined : 'true'}
        aria-describedby={ids === '' ? undefined : ids}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file !== undefined) onFile(file);
          // The same file chosen once more counts as chosen again.
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
}
