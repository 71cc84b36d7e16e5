/** The six digits to compare by telephone, in two groups of three. */
export function Code({ code }: { code: string }) {
  return (
    <strong class="words" translate={false}>
      {`${code.slice(0, 3)}\u00a0${code.slice(3)}`}
    </strong>
  );
}
