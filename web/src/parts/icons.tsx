/** The mark, an arrow that meets a line: handed over. And the few other signs. All are decoration beside words. */

export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 24 24" width="26" height="26" aria-hidden="true">
      <rect width="24" height="24" rx="6.5" />
      <path d="M5.5 12h8.2M10.6 8.6 14 12l-3.4 3.4M17.8 7.6v8.8" />
    </svg>
  );
}

export function Check() {
  return (
    <svg class="sign" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d="M3.2 8.6 6.6 12l6.2-7.6" />
    </svg>
  );
}

export function Plus() {
  return (
    <svg class="sign" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d="M8 3v10M3 8h10" />
    </svg>
  );
}

/** Something to look at: a triangle with a stroke, so that a warning is not told by colour alone. */
export function Heed() {
  return (
    <svg class="sign" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d="M8 2.2 14.6 13.6H1.4ZM8 6.4v3.2M8 11.4v.6" />
    </svg>
  );
}
