/** Whether what is being copied by hand holds the whole of a text: a part of a link opens nothing. */
export function isSelected(text: string): boolean {
  return getSelection()?.toString().includes(text) === true;
}
