/** A plain button with an id, so that the focus can come back to it. */
export function AddButton({
  id,
  onPress,
  children,
}: {
  readonly id: string;
  readonly onPress: () => void;
  readonly children: string;
}) {
  return (
    <button type="button" id={id} class="button plain" onClick={onPress}>
      {children}
    </button>
  );
}
