/** A fraction from 0 to 1; null while its end is not known. */
export function Progress({ label, fraction }: { label: string; fraction: number | null }) {
  return (
    <div class="progress" role="status">
      <p>{label}</p>
      <progress aria-label={label} max={1} {...(fraction === null ? {} : { value: fraction })} />
    </div>
  );
}
