/** What stands where a password should: one, none, or more than one can tell. */

import { SENSES } from './vocabulary.ts';

/** `none`: it is said to be elsewhere. `unsure`: more or less than a password stands there. */
export type State = 'given' | 'none' | 'unsure';

/** One sign over and over, or a word for nothing. */
const BLANKED =
  /^(?:([*•·●xX.…_?-])\1{2,}|hidden|masked|masqu[ée]|n\/a|none|aucun|idem|same|identique|-+|—)$/i;
const BRACKETED = /^(?:\(.*\)|\[.*\]|\{.*\})$/;
const ELSEWHERE =
  /\b(?:e?-?mails?|voir|see|sent|envoyee?s?|communiquee?|separately|separement|hidden|masquee?|celui|celle|same|identique|chosen|choisie?|defini|definir|demander|ask|your|votre|sms|inchangee?|unchanged|transmise?|encrypted|chiffre|n\/a|aucun|none|oublie|forgot|forgotten)\b/;

export function stateOf(text: string): State {
  if (text === '' || BLANKED.test(text)) return 'none';
  const bare = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = bare.split(/\s+/).length;
  if (BRACKETED.test(text)) return words > 1 || BLANKED.test(text.slice(1, -1)) ? 'none' : 'unsure';
  if (words > 1 && ELSEWHERE.test(bare)) return 'none';
  const isMore = REMARK.test(text) || (words > 1 && (GREETING.test(bare) || namesMore(bare)));
  return words > 3 || isMore ? 'unsure' : 'given';
}

/** Whether a word of labels stands behind a comma: 'abc123, port 2222'. */
function namesMore(text: string): boolean {
  const behind =
    text
      .split(/[,;]/)
      .slice(1)
      .join(' ')
      .match(/[a-z]+/g) ?? [];
  return behind.some((word) => SENSES.get(word)?.some(({ field, context }) => field || context));
}

const GREETING =
  /\b(?:merci|thanks?|bonjour|bonsoir|bonne|cordialement|bien a vous|hello|regards|cheers)\b/;

/** Something said about the password behind it, or an address a mail program has added. */
const REMARK =
  /\S\s+(?:[(<[/#←—–-]|(?:à|a|to be|provisoire|temporaire|temporary)(?:\s|$))|<(?:mailto:|https?:)/i;
