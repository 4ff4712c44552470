import type { ComponentChildren } from 'preact';

/** A few choices of which one is chosen, each with what it means. */
export function RadioField<Value extends string>({
  name,
  legend,
  value,
  onValue,
  options,
}: {
  readonly name: string;
  readonly legend: string;
  readonly value: Value;
  readonly onValue: (value: Value) => void;
  readonly options: readonly { readonly value: Value; readonly words: string; readonly hint?: string }[];
}) {
  return (
    <fieldset class="stack-s" id={name}>
      <legend class="label">{legend}</legend>
      {options.map((option) => (
        <TickLine
          key={option.value}
          id={`${name}-${option.value}`}
          type="radio"
          name={name}
          isChosen={option.value === value}
          onChosen={() => onValue(option.value)}
          hint={option.hint}
        >
          {option.words}
        </TickLine>
      ))}
    </fieldset>
  );
}

/** One tick or one of several, with its words; the whole line is the label. */
export function TickLine({
  id,
  type,
  name,
  isChosen,
  onChosen,
  hint,
  children,
}: {
  readonly id: string;
  readonly type: 'radio' | 'checkbox';
  readonly name?: string;
  readonly isChosen: boolean;
  readonly onChosen: (isChosen: boolean) => void;
  readonly hint?: string | undefined;
  readonly children: ComponentChildren;
}) {
  return (
    <label class="tick" for={id}>
      <input
        id={id}
        type={type}
        {...(name === undefined ? {} : { name })}
        checked={isChosen}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChosen(event.currentTarget.checked)}
      />
      <span>
        {children}
        {hint !== undefined && (
          <span class="hint" id={`${id}-hint`}>
            {hint}
          </span>
        )}
      </span>
    </label>
  );
}
