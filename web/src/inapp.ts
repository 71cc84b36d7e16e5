/** Whether a page runs in the built-in browser of a mail or chat program, which may close at any time. */

// Facebook, Instagram, LINE, WeChat, LinkedIn, Outlook, Gmail and Google apps, Snapchat, TikTok, Slack, Teams; Android WebView says "; wv)".
const MARKS =
  /\bFB(?:AN|AV|_IAB)\b|Instagram|\bLine\/|MicroMessenger|LinkedInApp|Outlook-(?:iOS|Android)|\bGSA\/|Snapchat|musical_ly|BytedanceWebview|\bSlack\/|\bTeams\/|; wv\)/;

export function isInApp(userAgent: string): boolean {
  return MARKS.test(userAgent) || isIosWebView(userAgent);
}

/** On iOS every browser names itself behind Mobile/…; a bare web view does not. */
function isIosWebView(userAgent: string): boolean {
  return (
    /\b(?:iPhone|iPad|iPod)\b/.test(userAgent) &&
    /AppleWebKit/.test(userAgent) &&
    !/Safari\//.test(userAgent)
  );
}
