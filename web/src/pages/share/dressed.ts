/// <reference types="vite/client" />
/**
 * The style of what the first look does not need. It is linked here because a build without
 * preloads does not fetch the styles of what is imported later. Whoever imports this waits for it;
 * without it the page still works.
 */

import href from '../../style/later.css?url';

const link = document.createElement('link');
link.rel = 'stylesheet';
link.href = href;
await new Promise<unknown>((resolve) => {
  link.onload = resolve;
  link.onerror = resolve;
  document.head.append(link);
});
