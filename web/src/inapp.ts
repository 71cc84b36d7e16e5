/** Whether a page runs in the built-in browser of a mail or chat program, which may close at any time. */

/**
 * How such programs name themselves: Facebook and Messenger, Instagram and Threads, X, Pinterest, LINE,
 * KakaoTalk, WeChat, LinkedIn, Outlook, Teams, Slack, Gmail and the Google apps, Yahoo Mail, Telegram,
 * WhatsApp, Snapchat, TikTok. Android's web view says `; wv)`.
 */
const MARKS =
  /\bFB(?:AN|AV|_IAB)\b|Instagram|Barcelona|Twitter(?: for i|Android)|Pinterest\/|\bLine\/|KAKAOTALK|MicroMessenger|LinkedInApp|\bOutlook\b|\bTeams(?:Mobile-(?:iOS|Android))?\/|Slack|\bGSA\/|Gmail|YahooMobile|Telegram|WhatsApp\/|Snapchat|musical_ly|BytedanceWebview|; wv\)/;

export function isInApp(userAgent: string): boolean {
  return MARKS.test(userAgent) || isIosWebView(userAgent);
}

/** On iOS every browser names itself behind `Mobile/…` and ends in `Safari/…`; a bare web view has no such end. */
function isIosWebView(userAgent: string): boolean {
  return (
    /\b(?:iPhone|iPad|iPod)\b/.test(userAgent) &&
    /AppleWebKit/.test(userAgent) &&
    !/Safari\//.test(userAgent)
  );
}
