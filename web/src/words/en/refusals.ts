/** A link that is none: why, and what to do. */
export const refusals = {
  refused: {
    'not-a-link': {
      title: 'There is no link here',
      text: 'This page needs the whole link, with everything after the # sign. Some programs cut it off. Nothing was opened and nothing is lost.',
    },
    update: {
      title: 'This link is newer than this page',
      text: 'It was made by a later version of Handover. Nothing was opened and nothing is lost: open it on the server where it was made, or ask for this page to be updated.',
    },
    cut: {
      title: 'This link was cut',
      text: 'Its end is missing; a mail or chat program has probably cut it off. Nothing was opened and nothing is lost. Copy the whole link again from the original message.',
    },
    damaged: {
      title: 'This link is damaged',
      text: 'A character is wrong or missing. Nothing was opened and nothing is lost. Copy the whole link again from the original message.',
    },
  },
};

export type RefusalWords = typeof refusals;
