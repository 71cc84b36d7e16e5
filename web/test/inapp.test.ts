import { describe, expect, test } from 'vitest';
import { isInApp } from '../src/inapp.ts';

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const ANDROID = 'Mozilla/5.0 (Linux; Android 14; Pixel 8';
const CHROME = 'AppleWebKit/537.36 (KHTML, like Gecko)';

describe('built-in browsers are told apart', () => {
  test.each([
    [
      'Facebook, iOS',
      `${IPHONE} Mobile/15E148 [FBAN/FBIOS;FBAV/468.0.0.38.106;FBBV/606020837;FBDV/iPhone15,2]`,
    ],
    [
      'Facebook, Android',
      `${ANDROID} Build/AP1A; wv) ${CHROME} Version/4.0 Chrome/125.0.6422.165 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/466.1.0.58.85;]`,
    ],
    ['Messenger, iOS', `${IPHONE} Mobile/15E148 [FBAN/MessengerForiOS;FBAV/459.0.0.34.107]`],
    ['Instagram, iOS', `${IPHONE} Mobile/15E148 Instagram 334.0.4.32.98 (iPhone15,2; iOS 17_5_1)`],
    ['LinkedIn, iOS', `${IPHONE} Mobile/15E148 [LinkedInApp]/9.29.7162`],
    [
      'LinkedIn, Android',
      `${ANDROID}) ${CHROME} Version/4.0 Chrome/125.0.6422.165 Mobile Safari/537.36 [LinkedInApp]`,
    ],
    ['Outlook, iOS', `${IPHONE} Mobile/15E148 Outlook-iOS/723.4027091.prod.iphone (4.2420.0)`],
    [
      'Outlook, Android',
      `${ANDROID}) ${CHROME} Version/4.0 Chrome/125.0.0.0 Mobile Safari/537.36 Outlook-Android/2.0`,
    ],
    [
      'Outlook, Windows',
      'Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 10.0; Win64; x64; Trident/7.0; Microsoft Outlook 16.0.17628)',
    ],
    [
      'Teams, Windows',
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Teams/1.7.00.13456 Chrome/114.0.5735.289 Electron/25.9.8 Safari/537.36`,
    ],
    ['Teams, iOS', `${IPHONE} Mobile/15E148 Safari/604.1 TeamsMobile-iOS/6.9.0`],
    [
      'Teams, Android',
      `${ANDROID}) ${CHROME} Version/4.0 Chrome/125.0 Mobile Safari/537.36 TeamsMobile-Android/1.0`,
    ],
    [
      'Slack, Mac',
      `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${CHROME} Slack/4.38.125 Chrome/124.0.6367.207 Electron/30.0.6 Safari/537.36`,
    ],
    ['Slack, iOS', `${IPHONE} Mobile/15E148 Safari/605.1 Slack/24.05.20`],
    ['Google app and Gmail, iOS', `${IPHONE} GSA/318.0.635468268 Mobile/15E148 Safari/604.1`],
    ['X, iOS', `${IPHONE} Mobile/15E148 Twitter for iPhone/10.42`],
    ['X, Android', `${ANDROID}) ${CHROME} Chrome/125.0 Mobile Safari/537.36 TwitterAndroid`],
    ['WhatsApp', `${IPHONE} Mobile/15E148 WhatsApp/24.11`],
    [
      'Telegram, Android',
      `${ANDROID}) ${CHROME} Chrome/125.0 Mobile Safari/537.36 Telegram-Android/10.13.2 (Google Pixel 8; Android 14; SDK 34; HIGH)`,
    ],
    ['LINE, iOS', `${IPHONE} Mobile/15E148 Safari Line/14.8.0`],
    ['WeChat, iOS', `${IPHONE} Mobile/15E148 MicroMessenger/8.0.49(0x1800312c) NetType/WIFI`],
    ['TikTok, iOS', `${IPHONE} Mobile/15E148 musical_ly_34.9.0 BytedanceWebview/d8a21c6`],
    ['Zendesk and others on iOS: a bare web view', `${IPHONE} Mobile/15E148`],
    [
      'Zendesk and others on Android: a bare web view',
      `${ANDROID} Build/AP1A.240505.005; wv) ${CHROME} Version/4.0 Chrome/125.0.6422.165 Mobile Safari/537.36`,
    ],
  ])('%s', (_, agent) => {
    expect(isInApp(agent)).toBe(true);
  });
});

describe('ordinary browsers are left in peace', () => {
  test.each([
    ['Safari, iPhone', `${IPHONE} Version/17.5 Mobile/15E148 Safari/604.1`],
    [
      'Safari, iPad',
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
    ],
    ['Chrome, iPhone', `${IPHONE} CriOS/125.0.6422.80 Mobile/15E148 Safari/604.1`],
    ['Firefox, iPhone', `${IPHONE} FxiOS/126.0 Mobile/15E148 Safari/605.1.15`],
    ['Edge, iPhone', `${IPHONE} Version/17.0 EdgiOS/125.0.2535.60 Mobile/15E148 Safari/605.1.15`],
    ['DuckDuckGo, iPhone', `${IPHONE} Version/17.5 Mobile/15E148 DuckDuckGo/7 Safari/605.1.15`],
    ['Opera, iPhone', `${IPHONE} Version/17.5 Mobile/15E148 Safari/604.1 OPT/4.7.0`],
    ['Chrome, Android', `${ANDROID}) ${CHROME} Chrome/125.0.0.0 Mobile Safari/537.36`],
    ['Firefox, Android', 'Mozilla/5.0 (Android 14; Mobile; rv:126.0) Gecko/126.0 Firefox/126.0'],
    [
      'Samsung Internet',
      `Mozilla/5.0 (Linux; Android 14; SM-S918B) ${CHROME} SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36`,
    ],
    [
      'Chrome, Windows',
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Chrome/125.0.0.0 Safari/537.36`,
    ],
    [
      'Edge, Windows',
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Chrome/125.0.0.0 Safari/537.36 Edg/125.0.0.0`,
    ],
    [
      'Vivaldi, Linux',
      `Mozilla/5.0 (X11; Linux x86_64) ${CHROME} Chrome/124.0.0.0 Safari/537.36 Vivaldi/6.7.3329.35`,
    ],
    [
      'Firefox, Mac',
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:126.0) Gecko/20100101 Firefox/126.0',
    ],
    [
      'Chrome OS',
      `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${CHROME} Chrome/125.0.0.0 Safari/537.36`,
    ],
  ])('%s', (_, agent) => {
    expect(isInApp(agent)).toBe(false);
  });
});
