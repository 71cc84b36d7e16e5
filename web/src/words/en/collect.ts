import { common } from './common.ts';
import { kinds } from './kinds.ts';
import { opening } from './opening.ts';

/** `/collect` with a link whose answer is there, or is waited for. */
export const words = {
  ...common,
  ...opening,
  kinds,
  page: 'Collect an answer',
  title: 'Your request has been answered',
  lead: 'The answer opens once. After you press the button nobody else can open it, and the server erases its copy soon after.',
  open: 'Collect the answer',
  asked: {
    title: 'What you asked for',
    reference: 'Reference of the ticket',
    from: 'From',
    kinds: 'Access',
    code: 'Code',
    codeHint: 'to compare by telephone',
    answered: 'Answered',
  },
  pending: {
    title: 'Not answered yet',
    lead: 'The merchant has until {at}. This page looks again by itself; you can also close it and come back with the same link.',
    look: 'Look again',
    still: (time: string) => `As of ${time}: not answered yet.`,
    linkTitle: 'The merchant’s link',
    link: 'Copy the link again',
    linkThing: 'the link for the merchant',
    linkHint: 'It only lets the merchant answer; it opens nothing.',
  },
  withdraw: {
    button: 'Withdraw this request…',
    sure: 'Withdraw this request? Its link then no longer accepts an answer, and an answer that is there already is erased, unread.',
    yes: 'Yes, withdraw it',
    no: 'Keep it',
  },
  again: 'Ask again',
};

export type CollectWords = typeof words;
