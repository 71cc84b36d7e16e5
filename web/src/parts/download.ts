/** Saves bytes as a file. The type is never one that a browser would show or run. */
export function download(name: string, content: string | Uint8Array): void {
  // A view of a larger buffer is copied, so that the file has these bytes alone.
  const part = typeof content === 'string' ? content : new Uint8Array(content);
  const address = URL.createObjectURL(new Blob([part], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Not at once: the browser reads it after this turn, and may first ask where to.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
