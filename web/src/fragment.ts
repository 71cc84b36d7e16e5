/**
 * The fragment of a link that opens or answers something leaves the address bar, and with it the
 * history, before anything else runs (SPEC section 4): each such page imports first a module that
 * calls {@link followFragment}.
 */

type Take = (fragment: string) => void;

/** Hands the fragment to `take`, which remembers it for this tab. */
export function followFragment(take: Take): void {
  takeFragment(take);
  // Another link pasted into the same tab changes only the fragment, and loads no page.
  addEventListener('hashchange', () => {
    if (takeFragment(take)) location.reload();
  });
}

/** False if there was none. */
export function takeFragment(take: Take): boolean {
  const fragment = location.hash;
  if (fragment === '') return false;
  history.replaceState(null, '', location.pathname + location.search);
  take(fragment);
  return true;
}
