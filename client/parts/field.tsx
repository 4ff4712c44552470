import type { InputHTMLAttributes } from 'preact';

/** What a browser needs to know to help with typing. */
interface Typing {
  readonly name?: string;
  readonly autocomplete?: string;
  readonly inputMode?: 'text' | 'numeric' | 'email' | 'search';
  readonly maxLength?: number;
  readonly min?: number | string;
  readonly max?: number | string;
  readonly placeholder?: string;
  readonly spellcheck?: boolean;
  readonly required?: boolean;
}

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  /** What is wrong with it, in the same words as in the error summary. */
  readonly problem?: string | undefined;
  readonly value: string;
  readonly onValue: (value: string) => void;
}

type Kind = 'text' | 'email' | 'password' | 'number' | 'date' | 'datetime-local' | 'search';

/** One line to type in, with its label, its hint and its problem tied to it. */
export function Field({
  id,
  label,
  hint,
  problem,
  value,
  onValue,
  ...typing
}: FieldProps & Typing & { readonly type?: Kind }) {
  const attributes: Omit<InputHTMLAttributes, 'type'> & { type?: Kind } = typing;
  return (
    <div>
      <FieldWords id={id} label={label} hint={hint} problem={problem} />
      <input
        {...(attributes as InputHTMLAttributes)}

        id={id}
        class="field"
        value={value}
        aria-invalid={problem === undefined ? undefined : 'true'}
        aria-describedby={describedBy(id, hint, problem)}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
    </div>
  );
}

/** What a list is searched by: at most as long as the server takes, and not corrected while it is typed. */
export function SearchField(field: Omit<FieldProps, 'id' | 'problem'>) {
  return <Field id="search" type="search" {...field} autocomplete="off" spellcheck={false} maxLength={120} />;
}

/** Several lines to type in. */
export function TextField({
  id,
  label,
  hint,
  problem,
  value,
  onValue,
  rows = 5,
}: FieldProps & { readonly rows?: number }) {
  return (
    <div>
      <FieldWords id={id} label={label} hint={hint} problem={problem} />
      <textarea
        id={id}
        class="field"
        rows={rows}
        value={value}
        aria-invalid={problem === undefined ? undefined : 'true'}
        aria-describedby={describedBy(id, hint, problem)}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
    </div>
  );
}

/** One of a few, from the browser's own list. */
export function SelectField({
  id,
  label,
  hint,
  problem,
  value,
  onValue,
  options,
}: FieldProps & { readonly options: readonly { readonly value: string; readonly words: string }[] }) {
  return (
    <div>
      <FieldWords id={id} label={label} hint={hint} problem={problem} />
      <select
        id={id}
        class="field"
        value={value}
        aria-invalid={problem === undefined ? undefined : 'true'}
        aria-describedby={describedBy(id, hint, problem)}
        onChange={(event) => onValue(event.currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.words}
          </option>
        ))}
      </select>
    </div>
  );
}

function FieldWords({
  id,
  label,
  hint,
  problem,
}: {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly problem?: string | undefined;
}) {
  return (
    <>
      <label class="label" for={id}>
        {label}
      </label>
      {hint !== undefined && (
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {problem !== undefined && (
        <span class="field-problem" id={`${id}-problem`}>
          {problem}
        </span>
      )}
    </>
  );
}

function describedBy(id: string, hint?: string, problem?: string): string | undefined {
  const ids = [...(hint === undefined ? [] : [`${id}-hint`]), ...(problem === undefined ? [] : [`${id}-problem`])];
  return ids.length === 0 ? undefined : ids.join(' ');
}
