/** The code to compare by telephone: three digits and three, as they are read out. */
export function Code({ code }: { code: string }) {
  return (
    <strong class="digits" translate={false}>
      {grouped(code)}
    </strong>
  );
}

export function grouped(code: string): string {
  return `${code.slice(0, 3)}\u00a0${code.slice(3)}`;
}
