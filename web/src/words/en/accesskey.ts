/** The field for an access key, where the operator requires one. */
export const accessKey = {
  title: 'Your access key',
  needed:
    'This server asks for an access key here. You get it from your operator: it begins with hndo_.',
  sharing:
    'On this server, only people with an access key can share. Without one, ask your support team for a link.',
  optional: 'Use an access key',
  why: 'The merchant then sees the name under which it is registered, and can trust the request.',
  label: 'Access key',
  keep: 'Remember it in this browser',
  keepHint: 'Whoever uses this browser can then use it, too. Switch it off to forget the key.',
  keepFailed: 'This browser cannot remember anything here.',
  flaw: {
    empty: 'Please enter your access key.',
    other: 'This is not an access key: one begins with hndo_.',
    cut: 'This key was cut: its end is missing. Copy the whole key again.',
    mistyped: 'A character of this key is wrong. Copy the key again.',
  },
  refused: {
    none: 'The server asks for an access key. Nothing was lost: enter yours, then try again.',
    unknown:
      'The server does not know this access key: it may have been revoked. Nothing was lost; enter another one, or ask your operator.',
    scope:
      'This access key is not allowed to do this. Nothing was lost; enter another one, or ask your operator.',
  },
};

export type AccessKeyWords = typeof accessKey;
